package dev.slipway.adapters.ses;

import java.util.List;

/// A mail as HTML that old mail programs can show: tables, styles where they apply, no image, no script, nothing
/// fetched from anywhere. Programs that know dark mode get colours for it, the others keep readable ones.
final class HtmlForm {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; supported-color-schemes: light dark; }
            @media (prefers-color-scheme: dark) {
              .page { background-color: #0f1317 !important; }
              .card { background-color: #181e24 !important; border-color: #2b343d !important; }
              .ink { color: #eef1f4 !important; }
              .quiet { color: #a3afbb !important; }
              .line { border-color: #2b343d !important; }
              .link { color: #7fb2ff !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background-color:#f3f5f7">
            <div style="display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden">%2$s</div>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="page" \
            style="background-color:#f3f5f7">
            <tr><td align="center" style="padding:32px 16px">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="card" \
            style="max-width:560px;background-color:#ffffff;border:1px solid #dde3e8;border-radius:10px">
            <tr><td class="ink" style="padding:32px;color:#16202a;font-family:-apple-system,'Segoe UI',Roboto,\
            Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
            <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#16202a">\
            %3$s</h1>
            %4$s<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0">
            <tr><td bgcolor="#1f5fd6" style="border-radius:8px;background-color:#1f5fd6">
            <a href="%5$s" style="display:inline-block;padding:13px 26px;font-size:16px;font-weight:600;\
            color:#ffffff;text-decoration:none;border-radius:8px">%6$s</a>
            </td></tr>
            </table>
            <p class="quiet" style="margin:0 0 24px;font-size:13px;color:#5a6773">Or open this address:<br>
            <a class="link" href="%5$s" style="color:#1f5fd6;word-break:break-all">%5$s</a></p>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" style="font-size:14px">
            %7$s</table>
            %8$s</td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;

    private static final String OPENING =
            "<p class=\"ink\" style=\"margin:0 0 12px;color:#16202a;overflow-wrap:anywhere\">%s</p>\n";

    private static final String FACT = """
            <tr>
            <th class="quiet line" scope="row" align="left" valign="top" style="padding:9px 16px 9px 0;font-weight:400;\
            white-space:nowrap;color:#5a6773;border-top:1px solid #e6eaee">%s</th>
            <td class="ink line" width="100%%" style="padding:9px 0;color:#16202a;border-top:1px solid #e6eaee;\
            overflow-wrap:anywhere">%s</td>
            </tr>
            """;

    private static final String CLOSING =
            "<p class=\"quiet\" style=\"margin:16px 0 0;font-size:13px;color:#5a6773\">%s</p>\n";

    private HtmlForm() {}

    static String of(Mail mail) {
        var facts = new StringBuilder();
        mail.facts().forEach(fact -> facts.append(FACT.formatted(escaped(fact.name()), escaped(fact.value()))));
        return FRAME.formatted(
                escaped(mail.subject()),
                escaped(mail.opening().getFirst()),
                escaped(mail.heading()),
                paragraphs(OPENING, mail.opening()),
                escaped(mail.link().toString()),
                escaped(mail.button()),
                facts,
                paragraphs(CLOSING, mail.closing()));
    }

    private static String paragraphs(String form, List<String> paragraphs) {
        var html = new StringBuilder();
        paragraphs.forEach(each -> html.append(form.formatted(escaped(each))));
        return html.toString();
    }

    /// Fit for text and for attributes in either kind of quotes.
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
