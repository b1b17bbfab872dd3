package io.ledgerroutes.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Somebody in front of the console: one browser with one page, which notes what goes wrong in it. */
public final class Visit implements AutoCloseable {

  private final BrowserContext context;
  private final UnaryOperator<String> url;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(BrowserContext context, UnaryOperator<String> url) {
    this.context = context;
    this.url = url;
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text());
      }
    });
  }

  public Page page() {
    return page;
  }

  public Page open(String path) {
    page.navigate(url.apply(path));
    return page;
  }

  public Visit signedInAs(String user) {
    open("/sign-in");
    page.getByLabel("Name").fill(user);
    page.getByLabel("Password").fill(LiveHouse.PASSWORD);
    press("Sign in");
    return this;
  }

  /** Presses the button of that name. */
  public void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  /** Waits until the page has this heading. */
  public void titled(String heading) {
    PlaywrightAssertions.assertThat(page.locator("h1")).hasText(heading);
  }

  /** Waits until the page says so somewhere. */
  public void shows(String words) {
    PlaywrightAssertions.assertThat(page.locator("main")).containsText(words);
  }

  /** Waits until the page's notice says so: a key that is pressed does not wait for the page that it leads to. */
  public void told(String words) {
    PlaywrightAssertions.assertThat(page.locator("p.notice[role=status]")).containsText(words);
  }

  /** Keeps a picture of the page as a whole under {@code target/screenshots}. */
  public void picture(String name) {
    page.screenshot(
      new Page.ScreenshotOptions().setPath(Path.of("target/screenshots", name + ".png")).setFullPage(true)
    );
  }

  /** Keeps what the window shows now as a picture for the README: {@code docs/<name>.png} is a copy of it. */
  public void readmePicture(String name) {
    page.screenshot(
      new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/readme", name + ".png"))
    );
  }

  /** Nothing sticks out to the side, whatever the width. */
  public void fitsItsWidth() {
    Object beyond = page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    );
    assertThat(((Number) beyond).intValue())
      .as("pixels beyond the side of %s", page.url())
      .isLessThanOrEqualTo(0);
  }

  /** What the browser itself found wrong: failed scripts, refused resources, errors of the policy. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    context.close();
  }
}
