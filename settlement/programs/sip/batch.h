/* A batch before it is settled: opened with two signatures, then its pieces in order. */
#pragma once

typedef struct PACKED {
  u64 number, epoch;
  i64 deadline;
  u8 trades[32], inputs[32], outputs[32];
  u32 trades_max, inputs_max;
  quorum quorum;
} open_arguments;

INLINE taken_input *inputs_of(draft_account *draft) { return (taken_input *)(draft + 1); }

INLINE u64 *trades_of(draft_account *draft) { return (u64 *)(inputs_of(draft) + draft->inputs_max); }

/* Accounts: operator (signer, pays), vault, draft, batch, system program. */
NOINLINE u64 open_batch(context *context) {
  const open_arguments *arguments = (const open_arguments *)context->data;
  account *operator_ = &context->accounts[0], *target = &context->accounts[2];
  const account *vault = &context->accounts[1], *batch = &context->accounts[3];
  REQUIRE(context->size == sizeof *arguments, E_ARGUMENTS);
  REQUIRE(context->count >= 5, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(operator_));
  TRY(check_running(context, vault));
  const vault_account *terms = (vault_account *)vault->data;
  u64 number = arguments->number, epoch = arguments->epoch;
  i64 deadline = arguments->deadline;
  REQUIRE(number < FIRST_SINGLE, E_NUMBER);
  REQUIRE(epoch == epoch_in_force(context, terms), E_EPOCH);
  REQUIRE(context->now <= deadline && deadline - context->now <= terms->deadline_max, E_DEADLINE);
  REQUIRE(arguments->trades_max <= TRADES_MAX && arguments->inputs_max <= INPUTS_MAX, E_TOO_MANY);
  u64 size = sizeof(draft_account) + sizeof(taken_input) * arguments->inputs_max + 8 * arguments->trades_max;
  REQUIRE(size <= ACCOUNT_MAX, E_TOO_MANY);
  derived used = SEEDS("batch", vault->key, &number, 8);
  TRY(derive(context, &used, batch));
  REQUIRE(batch->size == 0 && target->size == 0, E_BATCH_USED);
  u8 digest[32];
  HASH(digest, "OBSCURA-BATCH-v1", context, vault->key, PART(number), PART(epoch), PART(deadline), KEY(operator_->key),
       PART(arguments->trades), PART(arguments->inputs), PART(arguments->outputs));
  TRY(check_quorum(context, terms, &arguments->quorum, digest));
  derived seeds = SEEDS("draft", vault->key, &number, 8);
  TRY(derive(context, &seeds, target));
  TRY(create(context, operator_, target, &seeds, size, context->program));
  draft_account *draft = (draft_account *)target->data;
  draft->tag = TAG_DRAFT;
  copy32(draft->vault, vault->key);
  draft->number = number;
  draft->epoch = epoch;
  draft->deadline = draft->until = deadline;
  copy32(draft->operator_key, operator_->key);
  copy32(draft->digest, digest);
  sol_memcpy_(draft->trades_hash, arguments->trades, 96);
  draft->trades_max = arguments->trades_max;
  draft->inputs_max = arguments->inputs_max;
  return 0;
}

/* Accounts of every piece: operator (signer), vault, draft. Gives the draft if it still takes pieces. */
NOINLINE u64 check_piece(const context *context, draft_account **draft) {
  const account *vault = &context->accounts[1], *target = &context->accounts[2];
  REQUIRE(context->count >= 3, E_TOO_FEW_ACCOUNTS);
  TRY(check_signer(&context->accounts[0]));
  TRY(check_running(context, vault));
  TRY(check_of_vault(context, target, TAG_DRAFT, vault->key));
  TRY(check_writable(target));
  *draft = (draft_account *)target->data;
  REQUIRE(same32((*draft)->operator_key, context->accounts[0].key), E_NOT_OPERATOR);
  REQUIRE(context->now <= (*draft)->until, E_DEADLINE);
  return 0;
}

/* Reads the position and the length of a list; pieces come in order, so a piece that came twice is refused. */
INLINE u64 read_list(reader *arguments, u32 position, u32 *count) {
  const u8 *head = take(arguments, 8);
  REQUIRE(head, E_ARGUMENTS);
  u32 at;
  sol_memcpy_(&at, head, 4);
  sol_memcpy_(count, head + 4, 4);
  REQUIRE(at == position, E_ORDER);
  return 0;
}

/* Argument: position, list of trade ids. */
NOINLINE u64 add_trades(context *context) {
  draft_account *draft;
  TRY(check_piece(context, &draft));
  reader arguments = {context->data, context->size};
  u32 count;
  TRY(read_list(&arguments, draft->trades, &count));
  REQUIRE(arguments.left == 8ULL * count, E_ARGUMENTS);
  REQUIRE(count <= draft->trades_max - draft->trades, E_TOO_MANY);
  for (u64 i = 0; i < count; i++) {
    const u8 *id = take(&arguments, 8);
    sol_memcpy_(&trades_of(draft)[draft->trades++], id, 8);
    chain(draft->trades_run, id, 8);
  }
  return 0;
}

typedef struct PACKED {
  u8 hash[32];
  u8 refund_owner[32];
  i64 deadline;
  u8 refund_memo[REFUND_MEMO_BYTES];
} lock;

typedef struct PACKED {
  u8 listing; /* place among the accounts after the draft */
  u8 owner[32];
  u8 commitment[32];
  u8 memo[MEMO_BYTES];
  u8 locked; /* 1: a lock follows */
} output;

NOINLINE void lock_hash(const lock *lock, u8 *hash) {
  const slice part = {(const u8 *)lock, sizeof *lock};
  sol_sha256(&part, 1, hash);
}

/* The leaf of a locked note: never the id of a note, so that only claim and refund can spend it. */
NOINLINE void locked_leaf(const context *context, const note *note, const u8 *lock_hash, u8 *leaf) {
  u8 id[32];
  note_id(context, note, id);
  HASH(leaf, "OBSCURA-LOCK-v1", context, note->vault, KEY(id), KEY(lock_hash));
}

/* The account at a place of the list after the draft; 0 if there is none. */
INLINE account *extra(context *context, u64 place) {
  return place + 3 < context->count ? &context->accounts[place + 3] : 0;
}

NOINLINE u64 add_output(context *context, draft_account *draft, reader *arguments) {
  const output *out = (const output *)take(arguments, sizeof(output));
  REQUIRE(out && out->locked <= 1, E_ARGUMENTS);
  REQUIRE(draft->outputs < NOTES_MAX, E_TOO_MANY);
  const account *listed = extra(context, out->listing);
  REQUIRE(listed, E_TOO_FEW_ACCOUNTS);
  TRY(check_of_vault(context, listed, TAG_LISTING, draft->vault));
  const u8 *mint = ((listing_account *)listed->data)->mint;
  TRY(add_commitment(draft->sum, SUBTRACT, out->commitment));
  u8 hash_of_lock[32], hash[32], leaf[32];
  note born = {draft->vault, mint, out->owner, out->commitment, draft->number, draft->outputs};
  if (out->locked) {
    const lock *lock_ = (const lock *)take(arguments, sizeof(lock));
    REQUIRE(lock_, E_ARGUMENTS);
    REQUIRE(lock_->deadline > context->now, E_LOCK_DEADLINE);
    lock_hash(lock_, hash_of_lock);
    locked_leaf(context, &born, hash_of_lock, leaf);
  } else {
    sol_memset_(hash_of_lock, 0, 32);
    note_id(context, &born, leaf);
  }
  const slice parts[3] = {{mint, 32}, {out->owner, 64 + MEMO_BYTES}, {hash_of_lock, 32}};
  sol_sha256(parts, 3, hash);
  chain(draft->outputs_run, hash, 32);
  append(draft, draft->outputs, leaf);
  draft->outputs++;
  return 0;
}

/* Argument: position, list of outputs. Accounts after the draft: listings. */
NOINLINE u64 add_outputs(context *context) {
  draft_account *draft;
  TRY(check_piece(context, &draft));
  reader arguments = {context->data, context->size};
  u32 count;
  TRY(read_list(&arguments, draft->outputs, &count));
  for (u64 i = 0; i < count; i++) TRY(add_output(context, draft, &arguments));
  REQUIRE(arguments.left == 0, E_ARGUMENTS);
  return 0;
}
