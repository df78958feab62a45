package dev.slipway.adapters.ses;

import java.util.List;

/// A mail as HTML that old mail programs can show: tables, styles where they apply, no image, no script, nothing
/// fetched from anywhere. Programs that know dark mode get colours for it, the others keep readable ones. The
/// colours are those of the registry's pages.
final class HtmlForm {

    private static final String OPENING =
            "<p class=\"ink\" style=\"margin:0 0 12px;color:#17181c;overflow-wrap:anywhere\">%s</p>\n";

    private static final String CLOSING =
            "<p class=\"quiet\" style=\"margin:16px 0 0;font-size:13px;color:#5a5e68\">%s</p>\n";

    private HtmlForm() {}

    static String of(Mail mail) {
        var facts = new StringBuilder();
        mail.facts().forEach(fact -> facts.append(fact(fact)));
        return """
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
              .page { background-color: #0f1012 !important; }
              .card { background-color: #17181b !important; border-color: #2b2d33 !important; }
              .ink { color: #ececef !important; }
              .quiet { color: #a3a7b1 !important; }
              .line { border-color: #2b2d33 !important; }
              .link { color: #a2b1ff !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background-color:#f7f7f8">
            <div style="display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden">%2$s</div>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="page" \
            style="background-color:#f7f7f8">
            <tr><td align="center" style="padding:32px 16px">
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" class="card" \
            style="max-width:560px;background-color:#ffffff;border:1px solid #e4e4e8;border-radius:10px">
            <tr><td class="ink" style="padding:32px;color:#17181c;font-family:-apple-system,'Segoe UI',Roboto,\
            Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
            <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:600;color:#17181c">\
            %3$s</h1>
            %4$s<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0">
            <tr><td bgcolor="#3a50d0" style="border-radius:8px;background-color:#3a50d0">
            <a href="%5$s" style="display:inline-block;padding:13px 26px;font-size:16px;font-weight:600;\
            color:#ffffff;text-decoration:none;border-radius:8px">%6$s</a>
            </td></tr>
            </table>
            <p class="quiet" style="margin:0 0 24px;font-size:13px;color:#5a5e68">Or open this address:<br>
            <a class="link" href="%5$s" style="color:#3a50d0;word-break:break-all">%5$s</a></p>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0" style="font-size:14px">
            %7$s</table>
            %8$s</td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """.formatted(
                        escaped(mail.subject()),
                        escaped(mail.opening().getFirst()),
                        escaped(mail.heading()),
                        paragraphs(OPENING, mail.opening()),
                        escaped(mail.link().toString()),
                        escaped(mail.button()),
                        facts,
                        paragraphs(CLOSING, mail.closing()));
    }

    private static String fact(Mail.Fact fact) {
        return """
            <tr>
            <th class="quiet line" scope="row" align="left" valign="top" style="padding:9px 16px 9px 0;font-weight:400;\
            white-space:nowrap;color:#5a5e68;border-top:1px solid #e4e4e8">%s</th>
            <td class="ink line" width="100%%" style="padding:9px 0;color:#17181c;border-top:1px solid #e4e4e8;\
            overflow-wrap:anywhere">%s</td>
            </tr>
            """.formatted(escaped(fact.name()), escaped(fact.value()));
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
