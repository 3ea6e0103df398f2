/* The accounts that this program keeps. Each begins with its tag; all fields lie as Borsh writes them, without gaps. */
#pragma once

/* ["vault", creator, number]: who signs, how long things take. It owns the tokens of all listings. */
typedef struct {
  u64 tag;
  u8 creator[32];
  u64 number;
  u8 signers[3][32];
  u8 guardian[32];
  u64 epoch; /* counts signer sets, from 1 */
  u8 next_signers[3][32];
  u8 next_guardian[32];
  i64 next_at;  /* from then on the next set is in force; 0 = none proposed */
  u64 proposals; /* counts proposals, so that none can be handed in twice */
  i64 withdrawal_delay, signer_delay, deadline_max; /* seconds */
  u8 bump, paused, spare[6];
} vault_account;

/* ["mint", vault, mint]: a token, its generator, and where the vault keeps it (["tokens", vault, mint]). */
typedef struct {
  u64 tag;
  u8 vault[32];
  u8 mint[32];
  u8 token_program[32];
  u8 tokens[32];
  u8 generator[32];
  u8 decimals, counter, spare[6];
} listing_account;

/* ["batch", vault, number]: a root over note ids, then a bit "taken" and a bit "noticed" for each note. */
typedef struct {
  u64 tag;
  u8 vault[32];
  u64 number;
  u8 root[32];
  u32 count;
  u32 spare;
} batch_account;

#define DEPTH_MAX 10
#define NOTES_MAX 1024
#define INPUTS_MAX 512
#define TRADES_MAX 512
#define ACCOUNT_MAX 10240 /* what one call of the system program may allocate for a program */

/* ["draft", vault, number]: a batch that the parties signed, while its pieces come in. */
typedef struct {
  u64 tag;
  u8 vault[32];
  u64 number, epoch;
  i64 deadline;
  i64 until; /* deadline, or earlier if a permit or a note ends earlier; 0 = cancelled */
  u8 operator_key[32];
  u8 digest[32];
  u8 trades_hash[32], inputs_hash[32], outputs_hash[32]; /* what was signed */
  u8 trades_run[32], inputs_run[32], outputs_run[32];    /* what came in until now */
  u8 sum[32];                                            /* inputs - outputs */
  u8 edge[DEPTH_MAX + 1][32];                            /* left brothers on the way from the next leaf to the root */
  u32 trades_max, trades, inputs_max, inputs, outputs, released;
  /* taken_input[inputs_max], then trade ids, 8 bytes each [trades_max] */
} draft_account;

/* An input that a draft holds: its bit is given back if the draft ends unsettled. */
typedef struct {
  u64 batch;
  u32 index;
  u32 held; /* 1, or 0 once given back */
} taken_input;

/* ["notice", vault, note id]: the owner of a note wants it out, or took its permits back. */
typedef struct {
  u64 tag;
  u8 vault[32];
  u8 note[32];
  u8 mint[32];
  u8 commitment[32];
  u64 batch;
  u32 index;
  u32 done;          /* 1 once withdrawn */
  i64 ends_at;       /* permits end */
  i64 matures_at;    /* the withdrawal may be finished; 0 = no withdrawal */
  i64 signed_until;  /* deadline of the request in force: only a later one replaces it */
  u64 fee;
  u8 recipient[32];     /* token account */
  u8 fee_recipient[32]; /* token account */
} notice_account;

#define PAGE_TRADES 4096

/* ["trades", vault, page]: one bit for each of 4,096 trade ids. */
typedef struct {
  u64 tag;
  u8 vault[32];
  u64 page;
  u8 used[PAGE_TRADES / 8];
} page_account;

_Static_assert(sizeof(vault_account) == 360 && sizeof(listing_account) == 176 && sizeof(batch_account) == 88, "gaps");
_Static_assert(sizeof(draft_account) == 736 && sizeof(notice_account) == 248, "gaps");

INLINE u8 *taken_bits(const account *batch) { return batch->data + sizeof(batch_account); }

INLINE u8 *noticed_bits(const account *batch) {
  return taken_bits(batch) + (((batch_account *)batch->data)->count + 7) / 8;
}

INLINE u64 batch_size(u64 count) { return sizeof(batch_account) + (count + 7) / 8 * 2; }

INLINE int bit(const u8 *bits, u64 index) { return bits[index >> 3] >> (index & 7) & 1; }

INLINE void set_bit(u8 *bits, u64 index) { bits[index >> 3] |= 1 << (index & 7); }

INLINE void clear_bit(u8 *bits, u64 index) { bits[index >> 3] &= ~(1 << (index & 7)); }

/* Whether an account is ours and of the kind `tag`; only this program can have written that. */
NOINLINE u64 check_tag(const context *context, const account *account, u64 tag) {
  REQUIRE(same32(account->owner, context->program), E_WRONG_OWNER);
  REQUIRE(account->size >= 8 && *(u64 *)account->data == tag, E_WRONG_TAG);
  return 0;
}

/* The same, for accounts that belong to a vault: its address stands behind the tag. */
NOINLINE u64 check_of_vault(const context *context, const account *account, u64 tag, const u8 *vault) {
  TRY(check_tag(context, account, tag));
  REQUIRE(same32(account->data + 8, vault), E_OTHER_VAULT);
  return 0;
}

INLINE u64 check_writable(const account *account) {
  REQUIRE(account->writable, E_NOT_MUTABLE);
  return 0;
}

INLINE u64 check_signer(const account *account) {
  REQUIRE(account->signer, E_NOT_SIGNER);
  return 0;
}
