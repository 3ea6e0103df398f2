package obscura.mpc.party;

import obscura.mpc.api.Handle;

/** The name of something that a party keeps. */
record Item(Kind kind, Handle handle) {
  enum Kind {
    SECRET,
    REQUEST,
    BOOK,
    FACT
  }

  static Item of(Change change) {
    return switch (change) {
      case Change.OfSecret c -> new Item(Kind.SECRET, c.handle());
      case Change.OfRequest c -> new Item(Kind.REQUEST, c.handle());
      case Change.OfBook c -> new Item(Kind.BOOK, c.handle());
      case Change.OfFact c -> new Item(Kind.FACT, c.handle());
      case Change.OfSeal c -> c.item();
    };
  }
}
