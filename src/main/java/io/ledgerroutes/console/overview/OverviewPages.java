package io.ledgerroutes.console.overview;

import io.ledgerroutes.console.connections.ConnectionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** {@code /}: what needs a hand now. Its two parts renew themselves. */
@Controller
class OverviewPages {

  private final RecentViews views;
  private final ConnectionNeeds ofConnections;
  private final HouseNeeds ofHouse;
  private final FileNeeds ofFiles;
  private final String directory;

  OverviewPages(
    RecentViews views,
    ConnectionNeeds ofConnections,
    HouseNeeds ofHouse,
    FileNeeds ofFiles,
    @Value("${ledger.connections-dir}") String directory
  ) {
    this.views = views;
    this.ofConnections = ofConnections;
    this.ofHouse = ofHouse;
    this.ofFiles = ofFiles;
    this.directory = directory;
  }

  @GetMapping("/")
  ModelAndView home() {
    List<ConnectionView> connections = views.now();
    List<Need> needs = needs(connections);
    return new ModelAndView(
      "overview",
      Map.of("connections", connections, "needs", needs, "seen", seen(needs), "directory", directory)
    );
  }

  /** What needs a hand; nothing at all while it is what the page shows already, so that no screen reader repeats it. */
  @GetMapping("/overview/needs")
  ModelAndView needs(@RequestParam(defaultValue = "") String seen) {
    List<Need> needs = needs(views.recent());
    if (seen.equals(seen(needs))) {
      return new ModelAndView((model, request, answer) -> answer.setStatus(HttpStatus.NO_CONTENT.value()));
    }
    return new ModelAndView("overview/needs :: needs", Map.of("needs", needs, "seen", seen(needs)));
  }

  /** The connections' figures. */
  @GetMapping("/overview/figures")
  ModelAndView figures() {
    return new ModelAndView("overview/figures :: figures", Map.of("connections", views.recent()));
  }

  private List<Need> needs(List<ConnectionView> connections) {
    List<Need> needs = new ArrayList<>(ofHouse.all());
    needs.addAll(ofFiles.all());
    connections.forEach(view -> needs.addAll(ofConnections.of(view)));
    needs.sort((one, other) -> Boolean.compare(one.tone().equals("warn"), other.tone().equals("warn")));
    return needs;
  }

  private static String seen(List<Need> needs) {
    return Integer.toHexString(needs.hashCode());
  }
}
