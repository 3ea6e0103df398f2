/* Ids, digests and trees of notes: docs/settlement-notes.md. */
#pragma once

#define MEMO_BYTES 61
#define REFUND_MEMO_BYTES 93

INLINE void hash_parts(const slice *parts, u64 count, u8 *hash) { sol_sha256(parts, count, hash); }

/* SHA-256(tag || program || vault || fields): the start of whatever is signed or named, so nothing is valid for another vault. */
#define HASH(result, tag, context, vault, ...)                                                                  \
  do {                                                                                                          \
    const slice parts_[] = {{(const u8 *)tag, sizeof(tag) - 1}, {(context)->program, 32}, {vault, 32}, __VA_ARGS__}; \
    hash_parts(parts_, sizeof parts_ / sizeof parts_[0], result);                                               \
  } while (0)

#define PART(field) {(const u8 *)&(field), sizeof(field)}
#define KEY(bytes) {(const u8 *)(bytes), 32}

/* A note as it stands in an instruction, and what else makes its id. */
typedef struct {
  const u8 *vault, *mint, *owner, *commitment;
  u64 batch;
  u32 index;
} note;

NOINLINE void note_id(const context *context, const note *note, u8 *id) {
  HASH(id, "OBSCURA-NOTE-v1", context, note->vault, KEY(note->mint), KEY(note->owner), KEY(note->commitment), PART(note->batch),
       PART(note->index));
}

/* run = SHA-256(run || item). */
INLINE void chain(u8 *run, const u8 *item, u64 size) {
  const slice parts[2] = {{run, 32}, {item, size}};
  u64 next[4];
  sol_sha256(parts, 2, (u8 *)next);
  copy32(run, next);
}

/* result = SHA-256(1 || left || right). */
INLINE void join(const u8 *left, const u8 *right, u8 *result) {
  u8 node[65];
  node[0] = 1;
  copy32(node + 1, left);
  copy32(node + 33, right);
  const slice part = {node, 65};
  sol_sha256(&part, 1, result);
}

INLINE u64 depth_of(u64 count) {
  u64 depth = 0;
  while (1ULL << depth < count) depth++;
  return depth;
}

/* Whether the leaf is at `index` of the batch; path: brothers from the leaf up, as many as the tree is deep. */
NOINLINE u64 check_in_tree(const batch_account *batch, u64 index, const u8 *leaf, const u8 *path) {
  u64 depth = depth_of(batch->count);
  u8 node[32];
  copy32(node, leaf);
  REQUIRE(index < batch->count, E_NOT_IN_TREE);
  for (u64 level = 0; level < depth; level++, path += 32) {
    if (index >> level & 1) {
      join(path, node, node);
    } else {
      join(node, path, node);
    }
  }
  REQUIRE(same32(node, batch->root), E_NOT_IN_TREE);
  return 0;
}

/* Puts leaf number `index` into the tree of a draft. */
NOINLINE void append(draft_account *draft, u64 index, const u8 *leaf) {
  u64 level = 0;
  u8 node[32];
  copy32(node, leaf);
  while (index >> level & 1) {
    join(draft->edge[level], node, node);
    level++;
  }
  copy32(draft->edge[level], node);
}

/* Root of a draft's tree; missing leaves are zero. */
NOINLINE void root_of(const draft_account *draft, u8 *root) {
  u64 depth = depth_of(draft->outputs);
  u8 missing[32];
  if (1ULL << depth == draft->outputs) {
    copy32(root, draft->edge[depth]);
    return;
  }
  sol_memset_(missing, 0, 32);
  copy32(root, missing);
  for (u64 level = 0; level < depth; level++) {
    if (draft->outputs >> level & 1) {
      join(draft->edge[level], root, root);
    } else {
      join(root, missing, root);
    }
    join(missing, missing, missing);
  }
}

/* What an instruction reads its arguments from, for lists whose entries differ in length. */
typedef struct {
  const u8 *next;
  u64 left;
} reader;

INLINE const u8 *take(reader *reader, u64 size) {
  if (reader->left < size) return 0;
  const u8 *taken = reader->next;
  reader->next += size;
  reader->left -= size;
  return taken;
}
