package obscura.dropcopy.store;

import java.util.List;

/** The contract on an H2 file. */
class H2DropCopyTest extends DropCopyContract {
  @Override
  StoreConfig newStore() {
    return new StoreConfig("jdbc:h2:file:" + folder.resolve("store"), "sa", "");
  }

  @Override
  List<String> disarm() {
    return List.of(
        "DROP TRIGGER IF EXISTS drop_copy_record_append_only",
        "DROP TRIGGER IF EXISTS drop_copy_key_session_append_only");
  }
}
