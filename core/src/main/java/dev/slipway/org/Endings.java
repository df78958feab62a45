package dev.slipway.org;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.LocalDate;

/// Which machine tokens end on which day, in the table. Who was told of it is no change of anything that an audit log
/// tells of, so no entry comes with it.
public interface Endings {

    /// Those of one day.
    Page<Ending> list(LocalDate day, Slice slice);

    /// Takes it upon oneself to tell somebody.
    ///
    /// @return false if somebody else does, or has
    boolean take(Ending ending, Ending.Step step, AccountId account);

    /// Gives it back, after it failed: the next one may try.
    void giveBack(Ending ending, Ending.Step step, AccountId account);
}
