package io.ledgerroutes.sandbox;

import io.ledgerroutes.sandbox.sftp.Stampli;
import io.ledgerroutes.sandbox.shop.ShopSettings;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.xero.XeroTenant;
import java.util.stream.Collectors;

/** The page a newcomer sees: what is here and what to try. */
final class FrontPage {

  private static final String PAGE = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Sandbox</title>
      <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto; padding: 0 1rem; }
        pre { background: #f4f4f4; padding: .75rem; overflow-x: auto; }
        td { padding: .1rem 1rem .1rem 0; }
      </style>
    </head>
    <body>
      <h1>The sandbox</h1>
      <p>Stand-ins for Xero, for WooCommerce shops and for Stampli's SFTP directory, with the rules, limits and failures of the real ones.
        Nothing here leaves this machine.</p>
      <h2>Try</h2>
      <p>Buy something in <a href="/shop/">the shop</a>, then give it back, cancel it or throw it away.</p>
      <p>Place fifty varied orders in the shop, then watch them arrive in Xero:</p>
      <pre>curl -X POST $URL/sandbox/shop/orders -d '{"count":50,"seed":1}'
    curl $URL/sandbox/ledger
    curl $URL/sandbox/shop</pre>
      <p>Let the next three answers of Xero get lost after the write, then count again:</p>
      <pre>curl -X POST $URL/sandbox/faults -d '{"system":"xero","kind":"answer-lost","path":"/Invoices","times":3}'</pre>
      <p>Other kinds: too-many-requests, error-before, timeout, reset, cut, html, slow, slow-body, offline,
        token-revoked.
        Forget them: <code>curl -X DELETE $URL/sandbox/faults</code></p>
      <p>Fifty varied bills with their purchase orders, then what Stampli got of them:</p>
      <pre>curl -X POST $URL/sandbox/ledger/bills -d '{"count":50,"seed":1}'
    curl $URL/sandbox/stampli</pre>
      <p>Cut the next upload to Stampli in the middle:</p>
      <pre>curl -X POST $URL/sandbox/faults -d '{"system":"stampli","kind":"cut","bytes":1000}'</pre>
      <p>Other kinds there: disk-full, no-rename, rename-fails, host-key-changed, login-refused, offline, answer-lost, timeout, reset,
        slow.</p>
      <p>Be the accountant: a contact that somebody archives:</p>
      <pre>curl -X POST $URL/sandbox/ledger/archive -d '{"contact":"id or number"}'</pre>
      <p>Be the shop's staff: give one product of an order back, or throw the order away:</p>
      <pre>curl -X POST $URL/sandbox/shop/refund -d '{"order":1001,"part":"item","gateway":true}'
    curl -X POST $URL/sandbox/shop/trash -d '{"order":1001}'</pre>
      <p>Everything back to the start: <code>curl -X DELETE $URL/sandbox</code></p>
      <h2>Xero</h2>
      <p>Login at <code>$URL/identity/connect/authorize</code>, tokens at <code>$URL/connect/token</code>,
        accounting at <code>$URL/api.xro/2.0</code>; client <code>$CLIENT</code>. Organisations:</p>
      <table>$TENANTS</table>
      <p><a href="/sandbox/ledger">What the books hold</a></p>
      <h2>Shops</h2>
      <table>$SHOPS</table>
      <p>Consumer key <code>ck_sandbox</code>. <a href="/sandbox/shop">What the shops hold</a></p>
      <h2>Stampli</h2>
      <p><code>sftp://stampli@localhost:$SFTP/import</code>, password <code>stampli-sandbox</code>, or the
        <a href="/sandbox/stampli/private-key">private key</a>. Host key <code>$HOST_KEY</code>.
        Files that end in .csv or .xml are swept away within seconds.
        <a href="/sandbox/stampli">What Stampli got</a></p>
    </body>
    </html>
    """;

  private FrontPage() {}

  static Answer answer(String url, SandboxSettings settings, Stampli stampli) {
    return Answer.html(
      200,
      PAGE.replace("$URL", url)
        .replace("$SFTP", Integer.toString(stampli.port()))
        .replace("$HOST_KEY", stampli.hostKey())
        .replace("$CLIENT", settings.app().clientId())
        .replace("$TENANTS", settings.tenants().stream().map(FrontPage::row).collect(Collectors.joining()))
        .replace(
          "$SHOPS",
          settings
            .shops()
            .stream()
            .map(shop -> row(url, shop))
            .collect(Collectors.joining())
        )
    );
  }

  private static String row(XeroTenant tenant) {
    return "<tr><td>%s</td><td><code>%s</code></td><td>%s</td></tr>".formatted(
      tenant.name(),
      tenant.id(),
      tenant.currency()
    );
  }

  private static String row(String url, ShopSettings shop) {
    return "<tr><td>%s</td><td><a href=\"%s/\">%s%s</a></td><td>%s</td></tr>".formatted(
      shop.name(),
      shop.path(),
      url,
      shop.path(),
      shop.zone()
    );
  }
}
