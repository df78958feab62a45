package dev.slipway.audit.seal;

import java.util.List;
import java.util.Optional;

/// What came of looking through a copy.
///
/// @param seals how many were there
/// @param events how many they are for
/// @param last the last of them that could be read
/// @param findings what is wrong; nothing if it is as the registry left it
/// @param notes what this can't tell
public record Report(long seals, long events, Optional<Seal> last, List<Finding> findings, List<String> notes) {

    public Report {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    public boolean intact() {
        return findings.isEmpty();
    }
}
