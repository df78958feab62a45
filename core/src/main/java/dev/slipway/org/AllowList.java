package dev.slipway.org;

import dev.slipway.access.Door;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The address ranges that an organization lets requests in from, as somebody wrote them, and what is kept of that.
///
/// A range that lies within another of the list lets nobody in whom the other doesn't, and each request reads the list:
/// it is left out, and whoever wrote it is told. Who takes the wider one out later has to write the narrower one anew.
///
/// @param lines in the order in which they were written
public record AllowList(List<Line> lines) {

    /// @param written without what stands around it
    /// @param range what it says; bits beyond the prefix are nought
    /// @param cut whether it had such bits
    /// @param within the range of the list that has all of it, if it is left out
    public record Line(String written, Cidr range, boolean cut, Optional<Cidr> within) {}

    public AllowList {
        lines = List.copyOf(lines);
    }

    /// @throws Malformed `invalid_cidr`; `too_many_networks`, if more than [Door#MOST_NETWORKS] are left
    public static AllowList of(List<String> written) {
        var read = new ArrayList<Line>();
        for (var text : written) {
            var plain = text.strip();
            var range = new Cidr(plain);
            read.add(new Line(plain, range, cut(plain, range), Optional.empty()));
        }
        var list = new AllowList(related(read));
        if (list.networks().size() > Door.MOST_NETWORKS) {
            throw new Malformed(
                    "too_many_networks",
                    "An allow-list has " + Door.MOST_NETWORKS + " ranges at most, not counting those that lie within"
                            + " others: use wider ones.");
        }
        return list;
    }

    /// What is kept.
    public Set<Cidr> networks() {
        return lines.stream()
                .filter(line -> line.within().isEmpty())
                .map(Line::range)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Those of which something else is kept than was written: a person should know.
    public List<Line> changed() {
        return lines.stream()
                .filter(line -> line.cut() || line.within().isPresent())
                .toList();
    }

    /// A range lies within a wider one, or was written before. Of the wider ones the widest is told, which is kept.
    private static List<Line> related(List<Line> lines) {
        var related = new ArrayList<Line>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var before = lines.subList(0, i).stream().map(Line::range).collect(Collectors.toSet());
            var within = lines.stream()
                    .map(Line::range)
                    .filter(other -> other.equals(line.range())
                            ? before.contains(other)
                            : line.range().within(other))
                    .reduce((one, other) -> one.within(other) ? other : one);
            related.add(new Line(line.written(), line.range(), line.cut(), within));
        }
        return related;
    }

    private static boolean cut(String written, Cidr range) {
        int slash = written.indexOf('/');
        var address = new Cidr(slash < 0 ? written : written.substring(0, slash));
        return address.high() != range.high() || address.low() != range.low();
    }
}
