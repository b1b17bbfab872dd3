/**
 * The integration WooCommerce → Xero: which orders are brought over and what they mean in the books. Translators are
 * pure functions and know neither Camel nor Spring; how calls are made belongs to the systems.
 *
 * <p>Where to begin reading:
 *
 * <ul>
 *   <li>what an order means: {@code OrderTranslator}, from there {@code InvoiceTranslator} (lines by {@code LineCoder},
 *       cents by {@code Balance}), {@code PaymentTranslator}, {@code RefundTranslator} and {@code
 *       CancellationTranslator}; what comes out is an {@code OrderPlan}
 *   <li>how a plan is worked, in the order of the route: {@code WooCommerceOrders}, {@code CancelledOrders}, {@code
 *       OrdersToDocuments}, {@code OrderPayments}, {@code OrderCredits}, {@code OrderEnd}
 *   <li>settings: {@code WooCommerceXeroSettings}; each part of it reads its own keys of the file
 *   <li>people: {@code Customer}, {@code WooCommerceCustomers}; the shop's webhooks: {@code WooCommerceWebhooks}
 *   <li>periods: {@code WooCommercePeriods}, {@code DryRun}, {@code Comparison}, {@code PeriodTabs}
 *   <li>checks before anything is booked: {@code ShopCheck}, {@code LedgerCheck}
 * </ul>
 */
package io.ledgerroutes.woocommercexero;
