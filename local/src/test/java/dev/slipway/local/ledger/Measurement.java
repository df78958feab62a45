package dev.slipway.local.ledger;

/// What one operation took.
///
/// @param who calls
/// @param versions of the package, before it; 0 where there is no package or it can't matter
/// @param status of the answer
/// @param bytesIn of the event
/// @param bytesOut of the answer in the gateway's form, as it leaves the function
/// @param bytesLogged of the lines that the function writes
record Measurement(
        Section section,
        String operation,
        String who,
        int versions,
        int status,
        Cost cost,
        int bytesIn,
        int bytesOut,
        int bytesLogged) {

    /// The tables of the ledger.
    enum Section {
        PACKAGES("Reading a package"),
        REGISTRY("Reading the registry"),
        PUBLISHING("Publishing"),
        CHANGING("Changing a package"),
        REFUSED("Refused");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    boolean sameCost(Measurement other) {
        return status == other.status && cost.sameAs(other.cost);
    }
}
