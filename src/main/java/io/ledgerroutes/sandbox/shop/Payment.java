package io.ledgerroutes.sandbox.shop;

import java.util.List;

/** How an order is or will be paid: the gateway's id, its name, and whether the money came (facts, shop 29). */
record Payment(String method, String title, boolean paid) {
  static final Payment STRIPE = new Payment("stripe", "Credit card (Stripe)", true);
  static final Payment PAYPAL = new Payment("ppcp-gateway", "PayPal", true);
  static final Payment BACS = new Payment("bacs", "Direct bank transfer", false);
  static final Payment CHEQUE = new Payment("cheque", "Check payments", false);
  static final Payment COD = new Payment("cod", "Cash on delivery", false);
  static final Payment KLARNA = new Payment("klarna_payments", "Klarna", true);
  /** What the shops offer at their checkout. */
  static final List<Payment> OFFERED = List.of(STRIPE, PAYPAL, BACS, CHEQUE, COD, KLARNA);

  /** The money is there. */
  Payment received() {
    return new Payment(method, title, true);
  }

  Payment owed() {
    return new Payment(method, title, false);
  }

  /** What the order is after the checkout: cash on delivery goes to work at once, a transfer waits. */
  String statusAtCheckout() {
    return paid || method.equals(COD.method()) ? "processing" : "on-hold";
  }
}
