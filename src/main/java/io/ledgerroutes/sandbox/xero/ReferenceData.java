package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A list that is only read: Organisation, Accounts, TaxRates, TrackingCategories, Currencies, BrandingThemes. */
record ReferenceData(
  String name,
  String idField,
  String sortField,
  Set<String> params,
  Function<Books, List<ObjectNode>> content
) implements Resource {
  @Override
  public String scope() {
    return "accounting.settings";
  }

  @Override
  public Answer answer(ApiCall call) {
    if (!call.method().equals("GET")) {
      return Answer.empty(405);
    }
    List<ObjectNode> all = content.apply(call.books());
    return call.id().isPresent() ? one(call, all) : list(call, all);
  }

  private Answer one(ApiCall call, List<ObjectNode> all) {
    return all
      .stream()
      .filter(element -> call.id().get().equals(element.path(idField).asText()))
      .findFirst()
      .map(element -> call.list(name, List.of(element)))
      .orElseGet(XeroErrors::missing);
  }

  private Answer list(ApiCall call, List<ObjectNode> all) {
    String[] names = all
      .stream()
      .flatMap(element -> element.properties().stream().map(Map.Entry::getKey))
      .distinct()
      .toArray(String[]::new);
    return new ListQuery(call, name, sortField, Fields.of(names), params).answer(
      all,
      element -> true,
      element -> element
    );
  }

  static List<ObjectNode> currencies(Books books) {
    return books
      .chart()
      .currencies()
      .keySet()
      .stream()
      .map(code -> Json.object().put("Code", code).put("Description", code))
      .toList();
  }

  /** The organisation with what its administrator changed. */
  static List<ObjectNode> organisation(Books books) {
    XeroTenant tenant = books.tenant();
    ObjectNode organisation = Json.object()
      .put("Name", tenant.name())
      .put("LegalName", tenant.name())
      .put("PaysTax", true)
      .put("Version", tenant.country().equals("GB") ? "UK" : tenant.country())
      .put("OrganisationType", "COMPANY")
      .put("BaseCurrency", tenant.currency())
      .put("CountryCode", tenant.country())
      .put("IsDemoCompany", false)
      .put("OrganisationStatus", "ACTIVE")
      .put("FinancialYearEndDay", 30)
      .put("FinancialYearEndMonth", 6)
      .put("SalesTaxBasis", "ACCRUALS")
      .put("SalesTaxPeriod", "QUARTERLY1")
      .put("DefaultSalesTax", "Tax Exclusive")
      .put("DefaultPurchasesTax", "Tax Exclusive")
      .put("CreatedDateUTC", "/Date(1767225600000)/")
      .put("OrganisationEntityType", "COMPANY")
      .put("Timezone", tenant.timezone())
      .put("ShortCode", tenant.shortCode())
      .put("OrganisationID", tenant.id())
      .put("Edition", "BUSINESS")
      .put("Class", "STANDARD");
    return List.of(organisation.setAll(books.changes()));
  }
}
