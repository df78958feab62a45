package dev.slipway.audit.seal;

import dev.slipway.audit.seal.Chains.Leaving;
import dev.slipway.audit.seal.Seal.NoSeal;
import dev.slipway.audit.seal.SealFile.Signed;
import dev.slipway.kernel.OrgSlug;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Seals, read back from where they are kept. None is taken for one that our own key didn't sign: whoever can write to
/// the bucket must not lead the chain anywhere.
final class StoredSeals {

    private final SealStore store;
    private final SealKey key;

    StoredSeals(SealStore store, SealKey key) {
        this.store = store;
        this.key = key;
    }

    /// @throws IllegalStateException if it is missing, or isn't the registry's
    Seal read(OrgSlug org, long number) {
        try (var lines = open(org, number)) {
            return read(org, number, lines).seal();
        } catch (IOException | NoSeal e) {
            throw broken(org, number, e);
        }
    }

    /// The events of a seal, once all of them are there as they were sealed.
    ///
    /// @throws IllegalStateException if they aren't
    List<Leaving> events(OrgSlug org, long number) {
        try (var lines = open(org, number)) {
            var seal = read(org, number, lines).seal();
            var events = new ArrayList<Leaving>();
            var findings = new Contents(SealFile.name(number), seal).check(lines, (event, line) -> {
                events.add(new Leaving(
                        event.id(), line.filter(EventLine::isInstall).isPresent()));
            });
            if (!findings.isEmpty()) {
                throw new IllegalStateException("@" + org + ", " + findings.getFirst());
            }
            return events;
        } catch (IOException | NoSeal e) {
            throw broken(org, number, e);
        }
    }

    private Lines open(OrgSlug org, long number) throws IOException {
        var file = store.find(org, SealFile.name(number))
                .orElseThrow(() -> new IllegalStateException("seal " + number + " of @" + org + " is missing"));
        return SealFile.open(new ByteArrayInputStream(file));
    }

    private Signed read(OrgSlug org, long number, Lines lines) throws IOException, NoSeal {
        var signed = SealFile.read(lines);
        if (!signed.by(key)) {
            throw new NoSeal("our key didn't sign it");
        }
        if (!signed.seal().org().equals(org) || signed.seal().number() != number) {
            throw new NoSeal("it is seal " + signed.seal().number() + " of @"
                    + signed.seal().org());
        }
        return signed;
    }

    private static IllegalStateException broken(OrgSlug org, long number, Exception why) {
        return new IllegalStateException(
                "seal " + number + " of @" + org + " is not the registry's: " + why.getMessage(), why);
    }
}
