package dev.slipway.audit;

import dev.slipway.access.Actor;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// A file with a part of an organization's audit log: what was asked for, and how far it is.
///
/// @param query in the order of time, up to a moment before `at`, so that nothing is added to it any more
/// @param by who asked for it
/// @param at when
public record AuditExport(ExportId id, AuditQuery query, Format format, Actor by, Instant at, Progress progress) {

    /// How long it can be had.
    public static final Duration KEPT = Duration.ofHours(24);

    /// What a line looks like.
    public enum Format {
        /// A JSON object on each line, as the API gives them.
        JSON_LINES("jsonl"),
        /// [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180), for spreadsheets.
        CSV("csv");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        /// @throws Malformed `invalid_format`
        public static Format named(String name) {
            return Stream.of(values())
                    .filter(one -> one.wireName.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Malformed("invalid_format", "\"format\" must be jsonl or csv."));
        }

        /// Also the ending of the file's name.
        public String wireName() {
            return wireName;
        }
    }

    /// How far it is.
    ///
    /// @see WriteExport
    public sealed interface Progress {

        /// How many are in it.
        long lines();

        long bytes();

        /// @param turn which run is writing it; a run of an earlier turn has nothing to do any more
        /// @param upload what the storage calls the file that is being put together; empty before the first part
        /// @param parts how many of it are there
        /// @param after the line that the last of them ended with
        record Writing(int turn, Optional<String> upload, int parts, Optional<Position> after, long lines, long bytes)
                implements Progress {

            static Writing first() {
                return new Writing(0, Optional.empty(), 0, Optional.empty(), 0, 0);
            }

            Writing into(String begun) {
                return new Writing(turn, Optional.of(begun), parts, after, lines, bytes);
            }

            /// With one part more.
            Writing with(long more, long moreBytes, Optional<Position> last) {
                return new Writing(turn, upload, parts + 1, last, lines + more, bytes + moreBytes);
            }

            Writing nextTurn() {
                return new Writing(turn + 1, upload, parts, after, lines, bytes);
            }
        }

        record Ready(long lines, long bytes) implements Progress {}
    }

    /// A new one.
    static AuditExport of(ExportId id, AuditQuery query, Format format, Actor by, Instant at) {
        return new AuditExport(id, query, format, by, at, Progress.Writing.first());
    }

    public OrgSlug org() {
        return query.org();
    }

    /// When it can't be had any more.
    public Instant until() {
        return at.plus(KEPT);
    }

    AuditExport with(Progress further) {
        return new AuditExport(id, query, format, by, at, further);
    }
}
