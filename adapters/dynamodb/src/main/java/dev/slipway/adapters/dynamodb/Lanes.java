package dev.slipway.adapters.dynamodb;

import dev.slipway.adapters.dynamodb.Table.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads several lanes of the table as one, in the order of their sort keys. Each is read in small pieces, and on only
/// when its piece is used up: what a page costs depends on the page, and not on how much there is.
final class Lanes {

    private final Table table;
    private final boolean backwards;
    private final int piece;
    private final List<Reader> readers;

    /// @param from the first sort key that counts
    /// @param to the last one
    /// @param wanted about how many items will be asked for
    Lanes(Table table, List<Lane> lanes, String from, String to, boolean backwards, int wanted) {
        this.table = table;
        this.backwards = backwards;
        // Twice what falls to each if they are evenly filled, so that most are read once.
        this.piece = lanes.size() == 1 ? wanted + 1 : Math.max(4, 2 * (wanted / lanes.size() + 1));
        this.readers = lanes.stream().map(lane -> new Reader(lane, from, to)).toList();
    }

    private final class Reader {

        private final Lane lane;
        private final Deque<Map<String, AttributeValue>> items = new ArrayDeque<>();
        private String from;
        private String to;
        private boolean ended;

        Reader(Lane lane, String from, String to) {
            this.lane = lane;
            this.from = from;
            this.to = to;
        }

        Reader filled() {
            while (items.isEmpty() && !ended) {
                var stretch = table.stretch(lane, from, to, backwards, piece);
                items.addAll(stretch.items());
                ended = stretch.ends();
                if (!items.isEmpty()) {
                    goOnAfter(id(items.getLast()));
                }
            }
            return this;
        }

        /// The next key after one is the same with the least of all characters behind it; the one before it ends with
        /// the character before, and the greatest of all behind that.
        private void goOnAfter(String last) {
            if (backwards) {
                to = before(last);
            } else {
                from = last + "\0";
            }
        }

        Optional<Map<String, AttributeValue>> head() {
            return Optional.ofNullable(filled().items.peek());
        }
    }

    /// What sorts right before an id, among ids of the same length.
    static String before(String id) {
        var last = id.charAt(id.length() - 1);
        return id.substring(0, id.length() - 1) + (char) (last - 1) + "\uFFFF";
    }

    static String id(Map<String, AttributeValue> item) {
        return Attributes.text(item, "sk");
    }

    /// The next item of all, and takes it; empty at the end.
    Optional<Map<String, AttributeValue>> next() {
        return first().map(reader -> reader.items.remove());
    }

    boolean ended() {
        return first().isEmpty();
    }

    private Optional<Reader> first() {
        fillAll();
        Comparator<Reader> byId =
                Comparator.comparing(reader -> id(reader.head().orElseThrow()));
        return readers.stream().filter(reader -> reader.head().isPresent()).min(backwards ? byId.reversed() : byId);
    }

    /// All that have to be read at once: nobody waits for one after the other.
    private void fillAll() {
        var empty = readers.stream()
                .filter(reader -> reader.items.isEmpty() && !reader.ended)
                .toList();
        if (empty.size() <= 1) {
            empty.forEach(Reader::filled);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = new ArrayList<java.util.concurrent.Future<Reader>>();
            empty.forEach(reader -> reading.add(threads.submit(reader::filled)));
            for (var one : reading) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a log was read", e);
        }
    }
}
