CREATE TRIGGER drop_copy_record_append_only BEFORE UPDATE, DELETE ON drop_copy_record
  FOR EACH ROW CALL 'obscura.dropcopy.store.AppendOnlyTrigger';
CREATE TRIGGER drop_copy_key_session_append_only BEFORE UPDATE, DELETE ON drop_copy_key_session
  FOR EACH ROW CALL 'obscura.dropcopy.store.AppendOnlyTrigger';
