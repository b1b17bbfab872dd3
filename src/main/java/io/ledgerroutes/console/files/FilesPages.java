package io.ledgerroutes.console.files;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Address;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.Question;
import io.ledgerroutes.console.trail.AuditView;
import io.ledgerroutes.stampli.FileQuery;
import io.ledgerroutes.stampli.StagedFiles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /connections/{id}/files}: the list, and of each file how far it has come, its receipt and its records. */
@Controller
@RequestMapping("/connections/{id}/files")
class FilesPages {

  private static final int TRAIL = 200;

  private final FileAnswers answers;
  private final AuditTrail audit;

  FilesPages(FileAnswers answers, AuditTrail audit) {
    this.answers = answers;
    this.audit = audit;
  }

  @GetMapping
  String list(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters, Model page) {
    Asked asked = Asked.ofForm(parameters, "kind", "state", "cursor");
    Page<FileView> files = answers.list(
      FileQuery.newest(Page.ROWS)
        .ofConnection(id)
        .ofKind(asked.kind())
        .in(asked.fileState())
        .before(asked.cursor())
    );
    page.addAttribute("title", "Files of " + id);
    page.addAttribute("connection", id);
    page.addAttribute("files", files);
    page.addAttribute("given", asked.values());
    page.addAttribute("kinds", Question.KIND.choices());
    page.addAttribute("states", Question.FILE_STATE.choices());
    Map<String, String> next = new LinkedHashMap<>(asked.values());
    next.put("cursor", files.next());
    page.addAttribute(
      "next",
      files.next() == null ? null : Address.of("/connections/" + id + "/files", next)
    );
    return "files/list";
  }

  @GetMapping("/{name}")
  String one(
    @PathVariable String id,
    @PathVariable String name,
    @RequestParam MultiValueMap<String, String> parameters,
    Model page
  ) {
    Asked asked = Asked.ofForm(parameters, "cursor");
    FileStory story = answers.story(id, name, asked.cursor());
    page.addAttribute("title", name);
    page.addAttribute("connection", id);
    page.addAttribute("story", story);
    page.addAttribute("file", story.file());
    page.addAttribute("steps", FileProgress.of(story.file()));
    page.addAttribute(
      "trail",
      audit
        .find(AuditQuery.newest(TRAIL).ofConnection(id).ofFlow(StagedFiles.FLOW).ofKey(name))
        .stream()
        .map(AuditView::of)
        .toList()
    );
    return "files/one";
  }

  @PostMapping("/{name}/handed-over")
  String handedOver(
    @PathVariable String id,
    @PathVariable String name,
    @RequestParam(required = false) String note,
    Principal operator,
    RedirectAttributes onward
  ) {
    answers.handedOver(id, name, note, operator.getName());
    onward.addFlashAttribute("notice", "It counts as delivered; your words are on the trail.");
    return "redirect:/connections/{id}/files/{name}";
  }

  @PostMapping("/{name}/send-again")
  String sendAgain(
    @PathVariable String id,
    @PathVariable String name,
    @RequestParam(required = false) String note,
    Principal operator,
    RedirectAttributes onward
  ) {
    answers.sendAgain(id, name, note, operator.getName());
    onward.addFlashAttribute("notice", "It is sent from the beginning; your words are on the trail.");
    return "redirect:/connections/{id}/files/{name}";
  }

  /** The bytes, to be brought to Stampli by hand. */
  @GetMapping("/{name}/content")
  void content(
    @PathVariable String id,
    @PathVariable String name,
    Principal operator,
    HttpServletResponse answer
  ) throws IOException {
    answers.handOver(id, name, operator.getName(), answer);
  }
}
