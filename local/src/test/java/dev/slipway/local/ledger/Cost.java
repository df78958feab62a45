package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// What something asked of DynamoDB and S3.
///
/// @param trips to DynamoDB, each of which waits for the one before it
/// @param readReported read units that DynamoDB Local reports
/// @param readBilled read units by the documentation
/// @param itemsChecked of transactions, that stayed as they were
/// @param partitions of the table that were written to
public record Cost(
        int trips,
        int itemsRead,
        double readReported,
        double readBilled,
        int itemsChecked,
        int itemsWritten,
        double writeReported,
        double writeBilled,
        List<S3Meter.Kind> s3,
        List<String> partitions) {

    static Cost of(List<TableRequest> requests, List<S3Meter.Kind> s3) {
        return new Cost(
                requests.size(),
                requests.stream().mapToInt(TableRequest::itemsRead).sum(),
                requests.stream().mapToDouble(TableRequest::readReported).sum(),
                requests.stream().mapToDouble(TableRequest::readBilled).sum(),
                requests.stream().mapToInt(TableRequest::itemsChecked).sum(),
                requests.stream().mapToInt(TableRequest::itemsWritten).sum(),
                requests.stream().mapToDouble(TableRequest::writeReported).sum(),
                requests.stream().mapToDouble(TableRequest::writeBilled).sum(),
                s3.stream().sorted().toList(),
                requests.stream()
                        .flatMap(request -> request.partitions().stream())
                        .toList());
    }

    /// The cells of the ledger that are about the table.
    List<String> inTheTable() {
        return List.of(
                Integer.toString(trips),
                Integer.toString(itemsRead),
                units(readReported),
                units(readBilled),
                Integer.toString(itemsWritten),
                units(writeReported),
                units(writeBilled));
    }

    /// The same, with what transactions checked before what they wrote.
    public List<String> inTheTableWithChecks() {
        var cells = new ArrayList<>(inTheTable());
        cells.add(cells.size() - 3, Integer.toString(itemsChecked));
        return List.copyOf(cells);
    }

    /// The cell of the ledger that is about the bucket.
    public String inTheBucket() {
        return Arrays.stream(S3Meter.Kind.values())
                .filter(s3::contains)
                .map(kind -> Collections.frequency(s3, kind) + " " + kind)
                .collect(joining(", "));
    }

    boolean sameAs(Cost other) {
        return inTheTable().equals(other.inTheTable()) && s3.equals(other.s3);
    }

    private static String units(double units) {
        return units == Math.rint(units) ? Long.toString((long) units) : Double.toString(units);
    }
}
