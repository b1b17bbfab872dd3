package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.xerostampli.Pays;
import io.ledgerroutes.xerostampli.XeroStampli;
import io.ledgerroutes.xerostampli.XeroStampliSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator may write for Xero → Stampli, and what is said when it is wrong. */
class XeroStampliFileTest {

  private static final Path SHIPPED = Path.of("routes/connections/craft-bills.yaml");

  private final ConnectionReader reader = new ConnectionReader(List.of(new XeroStampli()), true);

  @Test
  void the_shipped_file_is_good() throws IOException {
    Reading reading = reader.read("craft-bills.yaml", Files.readString(SHIPPED));

    assertThat(reading).isInstanceOf(Reading.Good.class);
    XeroStampliSettings settings = (XeroStampliSettings) ((Reading.Good) reading).connection().settings();
    assertThat(settings.pays()).isEqualTo(Pays.STAMPLI);
    assertThat(settings.stampli().host()).isEqualTo("localhost");
  }

  @Test
  void the_example_of_the_readme_is_good() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int begin = readme.indexOf("id: my-bills");
    String example = readme.substring(begin, readme.indexOf("```", begin));

    Reading reading = reader.read("my-bills.yaml", example);

    assertThat(reading).isInstanceOf(Reading.Good.class);
    XeroStampliSettings settings = (XeroStampliSettings) ((Reading.Good) reading).connection().settings();
    assertThat(settings.accounts()).containsEntry("429", "6100-SUNDRY").containsEntry("400", "6000");
    assertThat(settings.dimensions()).hasSize(1);
  }

  @Test
  void everything_wrong_is_named_at_once_with_line_and_remedy() throws IOException {
    String wrong = Files.readString(SHIPPED)
      .replace("server: sftp://stampli@localhost:2222/import", "server: ftp://localhost")
      .replace("pays: stampli", "pays: nobody")
      .replace("statuses: [AUTHORISED, SUBMITTED]", "statuses: [DRAFT]")
      .replace("percent: 1,", "percent: much,")
      .replace("accounts: same", "accounts: alike")
      .replace("vendors: { by: account-number }", "vendors: { by: luck }");

    Reading reading = reader.read("craft-bills.yaml", wrong);

    assertThat(reading).isInstanceOf(Reading.Bad.class);
    List<ConnectionProblem> problems = ((Reading.Bad) reading).problems();
    assertThat(problems).allSatisfy(problem -> {
      assertThat(problem.line()).isPositive();
      assertThat(problem.remedy()).isNotBlank();
    });
    assertThat(problems)
      .extracting(ConnectionProblem::path)
      .contains(
        "stampli.server",
        "stampli.pays",
        "stampli.statuses",
        "stampli.matching.percent",
        "stampli.accounts",
        "stampli.vendors.by"
      );
  }
}
