package obscura.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void nothingAboveWhatIsOpenIsFinished() {
    Progress progress = new Progress();
    progress.taken(1, false);
    progress.taken(2, true);
    progress.taken(3, true);
    progress.taken(4, false);
    progress.done(3);
    assertThat(progress.finished()).isEqualTo(1);
    progress.done(2);
    assertThat(progress.finished()).isEqualTo(4);
  }

  /** What a database may forget at a kill must still be in the log. */
  @Test
  void theNewestCommitsAreNotFinishedYet() {
    Progress progress = new Progress(2);
    for (long position = 10; position <= 40; position += 10) {
      progress.taken(position, true);
      progress.done(position);
    }
    assertThat(progress.finished()).isEqualTo(29);
    progress.taken(50, true);
    progress.done(50);
    assertThat(progress.finished()).isEqualTo(39);
  }
}
