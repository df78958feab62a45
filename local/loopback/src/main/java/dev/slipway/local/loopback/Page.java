package dev.slipway.local.loopback;

/// The look of a stand-in's pages: plain, and clearly not the registry's own.
///
/// @param banner what stands at the top of each, so that nobody takes it for what it stands in for
/// @param style CSS of its own, which comes last
public record Page(String banner, String style) {

    private static final Page LAPTOP = new Page("On this laptop only", "");

    /// A page of a stand-in that needs to say no more than where it is.
    ///
    /// @param body HTML
    public static WebResponse of(String title, String body) {
        return LAPTOP.show(200, title, body);
    }

    /// @param body HTML
    public WebResponse show(int status, String title, String body) {
        return WebResponse.html(status, """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%1$s</title>
                <style>
                :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
                body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
                header { border-bottom: 3px dashed #b7791f; margin-bottom: 1.5rem; padding-bottom: .5rem; }
                header small { color: #b7791f; font-weight: 600; }
                h1 { font-size: 1.4rem; margin: .25rem 0; overflow-wrap: anywhere; }
                h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { text-align: left; padding: .4rem .8rem .4rem 0; vertical-align: top; overflow-wrap: anywhere; }
                tr + tr { border-top: 1px solid #8884; }
                th { font-weight: 400; opacity: .7; white-space: nowrap; }
                pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8884; padding: 1rem; }
                iframe { width: 100%%; height: 44rem; border: 1px solid #8884; background: #fff; }
                form { display: inline-block; margin: .25rem .5rem .25rem 0; }
                button, select, input { font: inherit; padding: .35rem .8rem; }
                .wide button { width: 22rem; max-width: 100%%; text-align: left; padding: .7rem 1rem; }
                .wide form { display: block; }
                %4$s
                </style>
                </head>
                <body>
                <header><small>%3$s</small><h1>%1$s</h1></header>
                <main>
                %2$s
                </main>
                </body>
                </html>
                """.formatted(escaped(title), body, escaped(banner), style));
    }

    /// Fit for text and for attributes in either kind of quotes.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
