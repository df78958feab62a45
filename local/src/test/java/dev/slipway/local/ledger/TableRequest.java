package dev.slipway.local.ledger;

import java.util.List;

/// One request to DynamoDB, which is one round trip.
///
/// @param itemsRead how many there were, of those that were asked for
/// @param itemsChecked of a transaction, that stayed as they were
/// @param readReported read units that DynamoDB Local reports
/// @param readBilled read units by the documentation
/// @param partitions that it wrote to
record TableRequest(
        int itemsRead,
        int itemsChecked,
        int itemsWritten,
        double readReported,
        double readBilled,
        double writeReported,
        double writeBilled,
        List<String> partitions) {

    static TableRequest read(int items, double reported, double billed) {
        return new TableRequest(items, 0, 0, reported, billed, 0, 0, List.of());
    }

    static TableRequest written(int items, double reported, double billed, List<String> partitions) {
        return new TableRequest(0, 0, items, 0, 0, reported, billed, partitions);
    }

    /// Refused: nothing is reported, and it is billed all the same.
    static TableRequest refused(double billed, List<String> partitions) {
        return written(0, 0, billed, partitions);
    }

    TableRequest checked(int items) {
        return new TableRequest(
                itemsRead,
                items,
                itemsWritten - items,
                readReported,
                readBilled,
                writeReported,
                writeBilled,
                partitions);
    }
}
