package io.ledgerroutes.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The machine's own Chromium, driven by Playwright; nothing is downloaded. */
final class Chrome implements AutoCloseable {

  private final Playwright playwright;
  private final Browser browser;

  private Chrome(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  static Chrome launch() {
    Playwright playwright = Playwright.create(
      new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    );
    Browser browser = playwright
      .chromium()
      .launch(
        new BrowserType.LaunchOptions()
          .setExecutablePath(executable())
          .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"))
      );
    return new Chrome(playwright, browser);
  }

  private static Path executable() {
    return Stream.concat(
      Optional.ofNullable(System.getenv("CHROMIUM")).stream(),
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
    )
      .map(Path::of)
      .filter(Files::isExecutable)
      .findFirst()
      .orElseThrow(() ->
        new IllegalStateException("The browser tests need Chromium: install it or name it in CHROMIUM")
      );
  }

  Visit visit(UnaryOperator<String> url, int width, int height) {
    BrowserContext context = browser.newContext(
      new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-GB").setTimezoneId("UTC")
    );
    return new Visit(context, url);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
