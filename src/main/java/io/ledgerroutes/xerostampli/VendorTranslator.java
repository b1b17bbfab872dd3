package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.stampli.VendorColumn.*;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.FileRow;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.PayableTypes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A supplier as the row of a vendors file. */
public final class VendorTranslator {

  private VendorTranslator() {}

  /**
   * Translates one; an archived one too, which says so.
   *
   * @param corrected another version of it that is in a file; empty the first time
   */
  public static Translated of(
    Supplier supplier,
    Optional<FiledRecord> corrected,
    XeroStampliSettings settings
  ) {
    return Vendors.nameless(supplier, settings)
      .<Translated>map(Translated.Stopped::new)
      .orElseGet(() -> new Translated.Ready(entry(supplier, corrected, settings)));
  }

  private static FileEntry entry(
    Supplier supplier,
    Optional<FiledRecord> corrected,
    XeroStampliSettings settings
  ) {
    String vendor = Vendors.id(supplier, settings).orElseThrow();
    FileRow row = new Cells(0)
      .words(VENDOR_ID, vendor)
      .words(SUPPLIER_NAME, supplier.name())
      .code(SUPPLIER_ID, supplier.id())
      .flag(ACTIVE, supplier.active())
      .words(SUPPLIER_TAX_NUMBER, supplier.taxNumber())
      .words(CONTACT_GROUPS, supplier.groups())
      .code(CURRENCY, supplier.currency())
      .flag(CORRECTION, corrected.isPresent())
      .row();
    BigDecimal nothing = BigDecimal.ZERO;
    return new FileEntry(
      PayableTypes.SUPPLIER,
      supplier.id(),
      Version.going(Version.of(supplier), corrected),
      FileKind.VENDORS,
      corrected.isPresent(),
      vendor,
      "",
      "",
      nothing,
      nothing,
      nothing,
      nothing,
      List.of(),
      List.of(row)
    );
  }
}
