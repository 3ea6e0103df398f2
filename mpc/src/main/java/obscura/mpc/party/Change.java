package obscura.mpc.party;

import obscura.mpc.api.Handle;
import org.jspecify.annotations.Nullable;

/** One step of a party's state: what a handle now stands for, or that it stands for nothing. */
sealed interface Change {
  Handle handle();

  /** Whether the handle stands for nothing from now on. */
  boolean isRemoval();

  record OfSecret(Handle handle, @Nullable Secret value) implements Change {
    @Override
    public boolean isRemoval() {
      return value == null;
    }
  }

  record OfRequest(Handle handle, @Nullable Request value) implements Change {
    @Override
    public boolean isRemoval() {
      return value == null;
    }
  }

  record OfBook(Handle handle, @Nullable Resting value) implements Change {
    @Override
    public boolean isRemoval() {
      return value == null;
    }
  }

  /** Something public. */
  record OfFact(Handle handle, @Nullable Fact value) implements Change {
    @Override
    public boolean isRemoval() {
      return value == null;
    }
  }

  /** The seal of one of the others. */
  record OfSeal(Item item, @Nullable Seal value) implements Change {
    @Override
    public Handle handle() {
      return item.handle();
    }

    @Override
    public boolean isRemoval() {
      return value == null;
    }
  }
}
