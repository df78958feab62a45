package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Median;
import dev.slipway.bench.Registry;
import java.util.ArrayList;

/// The two registries, which are only ever measured in turn: what the machine happens to do meanwhile meets both.
record Pair(Registry slipway, Registry verdaccio) {

    interface Measurement {
        double of(Registry registry, int round) throws Exception;
    }

    /// The medians of both, and slipway's share of verdaccio's: under one is ahead.
    record Comparison(double slipway, double verdaccio) {
        double ratio() {
            return slipway / verdaccio;
        }
    }

    Comparison inTurn(int rounds, Measurement measurement) throws Exception {
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            ours.add(measurement.of(slipway, round));
            theirs.add(measurement.of(verdaccio, round));
        }
        return new Comparison(Median.of(ours, figure -> figure), Median.of(theirs, figure -> figure));
    }
}
