package dev.slipway.local.stripe.pages;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A PDF of one page with lines of text, as any reader opens it.
final class Pdf {

    /// What the standard fonts know; anything else becomes a question mark.
    private static final Charset LETTERS = Charset.forName("windows-1252");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();

    private Pdf() {}

    static byte[] of(List<String> lines) {
        var pdf = new Pdf();
        pdf.write("%PDF-1.4\n");
        pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
        pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>");
        var text = text(lines);
        pdf.object("<< /Length %d >>\nstream\n%s\nendstream".formatted(text.getBytes(LETTERS).length, text));
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        pdf.end();
        return pdf.out.toByteArray();
    }

    private static String text(List<String> lines) {
        var text = new StringBuilder("BT /F1 11 Tf 16 TL 56 780 Td\n");
        for (var line : lines) {
            text.append('(')
                    .append(line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
                    .append(") Tj T*\n");
        }
        return text.append("ET").toString();
    }

    private void object(String body) {
        offsets.add(out.size());
        write(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void end() {
        int start = out.size();
        var table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
        offsets.forEach(offset -> table.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        write(table
                + "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(offsets.size() + 1, start));
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(text.startsWith("%PDF") ? StandardCharsets.US_ASCII : LETTERS));
    }
}
