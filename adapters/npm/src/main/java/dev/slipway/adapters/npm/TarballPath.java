package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.UNSAFE_PATH;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where an entry ends up inside the package: its path in the archive without the first segment, which npm, pnpm,
/// yarn and bun all drop whatever it is called (npm writes `package`, others the package's name).
///
/// Allowed is what means the same to all of them on every system. Refused are therefore also `a/./b` and `a//b`,
/// which some normalize before they drop the first segment and some after, and a file beside the folder, which npm
/// skips and pnpm installs.
///
/// @param inside with `/` between segments; empty for the package's folder itself
record TarballPath(String inside) {

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
    /// `NAME_MAX` of Linux, macOS and Windows.
    private static final int SEGMENT_BYTES = 255;

    /// What bytes that are no UTF-8 are read as, here and by node-tar: two such names may become one.
    private static final int REPLACEMENT = 0xfffd;

    /// @param name as the archive gives it
    /// @param folder whether the entry is one: only a folder may end in `/`, and may be the first segment itself
    /// @param limitBytes of the whole name, in UTF-8
    static TarballPath of(String name, boolean folder, int limitBytes) {
        String path = folder && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        fault(path, limitBytes).ifPresent(fault -> {
            throw unsafe(name, fault);
        });
        int first = path.indexOf('/');
        if (first < 0 && !folder) {
            throw unsafe(name, "lies beside the package's folder, where npm does not unpack it");
        }
        return new TarballPath(first < 0 ? "" : path.substring(first + 1));
    }

    /// What makes a path unfit on some system, whatever it names, as the rest of a sentence.
    static Optional<String> unfit(String path, int limitBytes) {
        if (path.isEmpty()) {
            return Optional.of("has an empty path");
        } else if (path.codePoints().anyMatch(c -> Character.isISOControl(c) || c == REPLACEMENT)) {
            return Optional.of("has control characters in its path, or bytes that are no UTF-8");
        } else if (path.getBytes(UTF_8).length > limitBytes) {
            return Optional.of("has a path of more than " + limitBytes + " bytes");
        } else if (path.indexOf('\\') >= 0) {
            return Optional.of("has a backslash in its path, which separates folders on Windows");
        } else if (path.startsWith("/") || isDrive(path) || isDrive(path.substring(path.indexOf('/') + 1))) {
            return Optional.of("has an absolute path");
        }
        return Optional.empty();
    }

    /// What makes a path unfit, or lead elsewhere than it seems to.
    static Optional<String> fault(String path, int limitBytes) {
        var fault = unfit(path, limitBytes);
        for (int start = 0; fault.isEmpty() && start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            fault = segmentFault(path.substring(start, end));
            start = end + 1;
        }
        return fault;
    }

    private static Optional<String> segmentFault(String segment) {
        if (segment.equals("..")) {
            return Optional.of("leads out of the package with \"..\"");
        } else if (segment.isEmpty() || segment.equals(".")) {
            return Optional.of("has an empty or \".\" segment in its path, which npm, pnpm and yarn do not read alike");
        } else if (segment.length() > SEGMENT_BYTES / 3 && segment.getBytes(UTF_8).length > SEGMENT_BYTES) {
            return Optional.of("has a name of more than " + SEGMENT_BYTES + " bytes in its path");
        }
        return Optional.empty();
    }

    /// `C:` at the front makes a path absolute on Windows, or relative to somewhere else.
    private static boolean isDrive(String path) {
        return DRIVE.matcher(path).matches();
    }

    /// Its first segment: the name in the package's folder that it is, or lies under.
    String top() {
        int slash = inside.indexOf('/');
        return slash < 0 ? inside : inside.substring(0, slash);
    }

    /// How many folders of the package it lies in.
    int depth() {
        return Math.toIntExact(inside.chars().filter(c -> c == '/').count());
    }

    private static TarballRefused unsafe(String name, String fault) {
        return new TarballRefused(
                UNSAFE_PATH,
                "The entry " + TarballRefused.quoted(name) + " " + fault + ". Rename it or leave it out, and pack the"
                        + " folder with npm pack.");
    }
}
