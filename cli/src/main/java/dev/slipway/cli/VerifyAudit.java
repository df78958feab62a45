package dev.slipway.cli;

import dev.slipway.audit.seal.Finding;
import dev.slipway.audit.seal.LoggedEvents;
import dev.slipway.audit.seal.Report;
import dev.slipway.audit.seal.SealKey;
import dev.slipway.audit.seal.VerifySeals;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `verify-audit`: says whether a copy of an organization's seals is as the registry left it, and what isn't.
final class VerifyAudit {

    static final int INTACT = 0;
    static final int NOT_INTACT = 1;
    static final int NOT_VERIFIED = 2;

    /// A public key has 200 characters; what is larger by far is another file.
    private static final long LARGEST_KEY = 65_536;

    static final String USAGE = """
            Usage: ./slipway verify-audit DIR --key FILE [--org NAME] [--head SHA256] [--log FILE [--from T] [--to T]]

            Verifies a copy of an organization's audit seals (aws s3 sync s3://BUCKET/acme acme). It asks nobody.

              DIR            the copy; called as the organization is, unless you give --org
              --key FILE     the public key that signs the seals, in PEM; several times for several keys
              --org NAME     whose seals they must be
              --head SHA256  a seal that you know was there: without it nobody can tell whether the newest were cut off
              --log FILE     holds the log against them, as the API gives it (include=all): JSON Lines, or its pages
              --from, --to   the same as the log was asked for; all of it otherwise

            Ends with 0 if all of it is as it was sealed, 1 if it isn't, 2 if it could not be verified.
            """;

    private final PrintStream out;
    private final PrintStream complaints;

    VerifyAudit(PrintStream out, PrintStream complaints) {
        this.out = out;
        this.complaints = complaints;
    }

    /// @return the status to end with
    int run(List<String> words) {
        if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
            out.print(USAGE);
            return words.isEmpty() ? NOT_VERIFIED : INTACT;
        }
        try {
            return run(Words.read(words));
        } catch (Unusable e) {
            complaints.println("verify-audit: " + e.sentence());
        } catch (IOException e) {
            complaints.println(
                    "verify-audit: The copy can't be read (" + e.getClass().getSimpleName() + ").");
        } catch (OutOfMemoryError _) {
            complaints.println("verify-audit: This needs more memory than Java was given.");
        }
        return NOT_VERIFIED;
    }

    private int run(Words words) throws Unusable, IOException {
        if (!Files.isDirectory(words.folder())) {
            throw new Unusable("There is no folder " + words.folder() + ".");
        }
        var keys = new ArrayList<SealKey>();
        for (var file : words.keys()) {
            keys.add(key(file));
        }
        var copy = new FolderCopy(words.folder());
        var org = org(words, copy);
        var log = log(words);
        var report = new VerifySeals(org, keys).run(copy, words.head(), log);
        if (report.seals() == 0 && report.intact()) {
            throw new Unusable("There are no seals in " + words.folder() + ".");
        }
        return print(org, report, words.head().isPresent());
    }

    private static SealKey key(Path file) throws Unusable {
        try {
            if (Files.size(file) > LARGEST_KEY) {
                throw new Unusable(file + " is too large for a key.");
            }
            return SealKey.find(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .orElseThrow(
                            () -> new Unusable(file + " has no public key in PEM: docs/audit.md says how to get it."));
        } catch (IllegalArgumentException _) {
            throw new Unusable("The public key in " + file + " is none on the curve P-256.");
        } catch (IOException e) {
            throw new Unusable(
                    "The key " + file + " can't be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    /// Whoever changes two organizations' seals for each other must not go unseen, and nobody be accused of how they
    /// call their folders.
    private static OrgSlug org(Words words, FolderCopy copy) throws Unusable, IOException {
        if (words.org().isPresent()) {
            return words.org().get();
        }
        var name = String.valueOf(words.folder().toRealPath().getFileName());
        var claimed = VerifySeals.claimed(copy);
        if (claimed.map(OrgSlug::value).filter(org -> !org.equals(name)).isPresent()) {
            throw new Unusable("The folder is called " + name + ", and its seals say that they are of " + claimed.get()
                    + ": say by --org whose they must be.");
        }
        try {
            return new OrgSlug(name);
        } catch (Malformed _) {
            throw new Unusable("Say by --org whose seals they must be.");
        }
    }

    private static Optional<LoggedEvents> log(Words words) throws Unusable {
        if (words.log().isEmpty()) {
            return Optional.empty();
        }
        var events = new LoggedEvents(words.from(), words.to());
        LogFile.read(words.log().get(), events);
        return Optional.of(events);
    }

    private int print(OrgSlug org, Report report, boolean remembered) {
        out.println("@" + org + ": seals: " + report.seals() + ", events: " + report.events());
        report.last().ifPresent(last -> {
            out.println(
                    "the last one: number " + last.number() + ", up to " + last.to() + ", sealed at " + last.sealed());
            out.println("its SHA-256:  " + last.sha256());
        });
        report.findings().stream()
                .map(Finding::toString)
                .map(VerifyAudit::shown)
                .forEach(out::println);
        report.notes().forEach(note -> out.println("note: " + shown(note)));
        if (!remembered) {
            out.println(
                    "note: That no newer seals were cut off is proved only by --head, with a SHA-256 that you keep.");
        }
        var findings = report.findings().size();
        out.println(
                findings == 0
                        ? "intact: all of it is as it was sealed"
                        : "NOT INTACT: " + findings + (findings == 1 ? " finding" : " findings"));
        return findings == 0 ? INTACT : NOT_INTACT;
    }

    /// What files are called is not ours: no terminal obeys it.
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
