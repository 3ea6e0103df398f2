CREATE FUNCTION drop_copy_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the drop copy is append-only';
END $$;
CREATE TRIGGER drop_copy_record_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON drop_copy_record
  FOR EACH STATEMENT EXECUTE FUNCTION drop_copy_refuse_change();
CREATE TRIGGER drop_copy_key_session_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON drop_copy_key_session
  FOR EACH STATEMENT EXECUTE FUNCTION drop_copy_refuse_change();
