"""What a model is made with, and what was found while making it."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeahead.errors import SettingInvalid

PROSE = "prose"
WHITESPACE = "whitespace"
"""The two ways to read a text: as a person writes it, or as benchmark corpora come, one sentence a line."""

HIGHEST_ORDER = 8


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What a generation is made with.

    Attributes:
        order: words of context plus one, 1 to 8.
        smoothing: the name of a smoothing.
        tokens: "prose" or "whitespace".
        learn_after: how often a word that no file has must have been typed before it is suggested.
        vocab_limit: so many of the most frequent words are kept, all others read as `<unk>`; None keeps all.
        min_count: words met fewer times are read as `<unk>`.
        prune: n-grams of order 1, 2, … counted no more often than this are left out (the last number holds for
            the orders above too), as lmplz does it; empty leaves none out.
        interpolate_unigrams: False gives what the unigrams' discounts leave to `<unk>` alone (whitespace only).
        delta: what add-delta adds to each count; None fits it to the text.
    """

    order: int = 5
    smoothing: str = "modified-kneser-ney"
    tokens: str = PROSE
    learn_after: int = 2
    vocab_limit: int | None = None
    min_count: int = 1
    prune: tuple[int, ...] = ()
    interpolate_unigrams: bool = True
    delta: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "prune", tuple(self.prune))  # JSON has lists only

    @property
    def closed(self) -> bool:
        """Whether words outside the vocabulary are read as `<unk>`, so that none can be added to it."""
        return self.vocab_limit is not None or self.min_count > 1

    def check(self) -> None:
        """See that a model can be made with all this.

        Raises:
            SettingInvalid: it can't.
        """
        from typeahead.models.ngram.smoothing import make

        if not 1 <= self.order <= HIGHEST_ORDER:
            raise SettingInvalid(f"order {self.order} can't be made; name one from 1 to {HIGHEST_ORDER}")
        if self.tokens not in (PROSE, WHITESPACE):
            raise SettingInvalid(f"there are no tokens {self.tokens!r}; name {PROSE} or {WHITESPACE}")
        make(self.smoothing, None if self.delta is None else {"delta": self.delta})
        if self.vocab_limit is not None and self.vocab_limit < 1:
            raise SettingInvalid(f"a vocabulary of {self.vocab_limit} words can't be; name 1 or more")
        if self.min_count < 1:
            raise SettingInvalid(f"a least count of {self.min_count} can't be; name 1 or more")
        self._check_pruning()
        if not self.interpolate_unigrams and self.tokens == PROSE:
            raise SettingInvalid(
                "in prose, words that were never seen share what the unigrams leave by their letters; "
                "unigrams can be left without that only with whitespace tokens"
            )

    def _check_pruning(self) -> None:
        listed = " ".join(map(str, self.prune))
        if len(self.prune) > self.order:
            raise SettingInvalid(
                f"{len(self.prune)} thresholds to prune by ({listed}) are too many for order {self.order}; "
                "name one for each order at most (they stay until --prune names others), or 0 to prune nothing"
            )
        if any(later < earlier for earlier, later in zip((0, *self.prune), self.prune, strict=False)):
            raise SettingInvalid(
                f"thresholds to prune by must not fall ({listed}): an n-gram that is kept needs the shorter ones in it"
            )
        if self.prune and self.prune[0]:
            raise SettingInvalid(
                f"words themselves are not pruned: the first threshold ({listed}) has to be 0; "
                "--min-count leaves rare words out"
            )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a generation holds.

    Attributes:
        sentences, words: of the text, marks included.
        types: distinct words and marks that it knows.
        ngrams: how many different n-grams of each order.
        unknown: how many words of the text are read as `<unk>`, since the vocabulary is limited.
        growth: [order - 1][k], how many different n-grams the first (k + 1)/8 of the text have (pruned ones too).
    """

    sentences: int
    words: int
    types: int
    ngrams: list[int]
    unknown: int = 0
    growth: list[list[int]] = field(default_factory=list)
