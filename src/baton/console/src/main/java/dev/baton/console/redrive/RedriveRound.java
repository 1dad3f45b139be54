package dev.baton.console.redrive;

import dev.baton.console.letters.LetterTable;
import dev.baton.runtime.deadletter.DeadLetterOperations;
import dev.baton.runtime.deadletter.DeadLetterOperations.Performed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** One step of a redrive. Blocks; not for the event loop. */
@Singleton
class RedriveRound {

    private final LetterTable letters;
    private final DeadLetterOperations operations;
    private final RedriveTable table;
    private final Clock clock;

    RedriveRound(LetterTable letters, DeadLetterOperations operations, RedriveTable table, Clock clock) {
        this.letters = letters;
        this.operations = operations;
        this.table = table;
        this.clock = clock;
    }

    /** Looks what became of the replayed events, replays as many as are allowed, and begins the next stage. */
    void step(Redrive redrive) {
        Set<Long> undecided = redrive.undecided();
        if (!undecided.isEmpty()) {
            table.outcomes(undecided).await().indefinitely().forEach(redrive::decided);
        }
        int allowed = redrive.allowed(clock.instant());
        if (allowed > 0) {
            replay(redrive, allowed);
        }
        redrive.advance(clock.instant());
    }

    private void replay(Redrive redrive, int most) {
        List<Long> ids = letters.openIds(redrive.order().group(), redrive.after(), most).await().indefinitely().stream()
                .filter(id -> id <= redrive.order().last())
                .toList();
        if (ids.isEmpty()) {
            redrive.exhausted();
        }
        for (long id : ids) {
            if (redrive.isRunning()) {
                redrive.passed(id, replay(id, redrive.order().by()));
            }
        }
    }

    private boolean replay(long id, String by) {
        return operations
                .replay(id, by)
                .await()
                .indefinitely()
                .map(Performed::changed)
                .orElse(false);
    }
}
