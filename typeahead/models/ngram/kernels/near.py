"""Words that begin nearly as typed, compiled: what each weighs, one word after the other."""
# mypy: allow-untyped-defs, allow-untyped-decorators, disable-error-code="assignment,no-any-return"

from __future__ import annotations

from typeahead.models.ngram.kernels.live import compiled


@compiled
def weigh(codes, rows, typed, most, instead, extra, swapped, missed, halved, first, room, found):
    """The weight of the likeliest way from a beginning of each word to what is typed; 0 for a word that begins so.

    Damerau's distance with weights for costs, by number of slips: at[s, j] is the weight with which s slips lead from
    the first j letters of the word to what is typed so far. Most words are given up after two letters or three.

    Args:
        codes: (n, columns) uint8, the words' letters, 0 behind the end.
        rows: (m,) int64, the words that are looked at.
        typed: (T,) int64, codes of the letters typed.
        most: slips.
        instead: (T, codes), what each letter typed weighs for each that may have been meant.
        extra: (T,), what each weighs as one too many.
        swapped: (T,), what it weighs that each came after the next one; 0 where that can't be.
        missed, halved, first: weights of a letter left out, of a double one typed once, and of a slip in the first.
        room: (4, most + 1, columns + 1) float64, for its own use.
        found: (m,) float64, filled.
    """
    width = min(len(typed) + most, codes.shape[1])
    before, at, now, left_out = 0, 1, 2, 3
    needed = 0
    for letter in typed:
        needed |= 1 << (letter & 31)
    for number in range(len(rows)):
        word = codes[rows[number]]
        if number:
            # Words that begin alike lie together.
            other, same = codes[rows[number - 1]], 0
            while same < width and word[same] == other[same]:
                same += 1
            if same == width:
                found[number] = found[number - 1]
                continue
        there = 0
        for j in range(width):
            there |= 1 << (word[j] & 31)
        lacking = needed & ~there
        for _ in range(most):  # each slip puts one letter into what is typed that is not in the word, at most
            lacking &= lacking - 1
        if lacking:
            found[number] = 0.0
            continue
        for j in range(width):
            room[left_out, 0, j] = 0.0 if word[j] == 0 else missed
            if j and word[j] and word[j] == word[j - 1]:
                room[left_out, 0, j] = halved
        room[left_out, 0, 0] *= first
        for slips in range(most + 1):
            for j in range(min(most + 1, width) + 1):
                room[at, slips, j] = 0.0
        room[at, 0, 0] = 1.0
        for slips in range(1, most + 1):
            for j in range(1, min(most, width) + 1):
                room[at, slips, j] = room[at, slips - 1, j - 1] * room[left_out, 0, j - 1]
        for place in range(len(typed)):
            low, high = max(0, place - most), min(width, place + most + 1)
            best = 0.0
            for slips in range(most + 1):
                for j in range(low, high + 1):
                    value = 0.0
                    if slips:
                        value = max(value, room[at, slips - 1, j] * extra[place])
                        # The last two letters typed may be the word's two before j, the other way round.
                        is_swapped = place > 0 and j >= low + 2 and word[j - 2] == typed[place]
                        if is_swapped and word[j - 1] == typed[place - 1]:
                            value = max(value, room[before, slips - 1, j - 2] * swapped[place])
                    if j > low:
                        if word[j - 1] == typed[place]:
                            value = max(value, room[at, slips, j - 1])
                        if slips:
                            value = max(value, room[at, slips - 1, j - 1] * instead[place, word[j - 1]])
                            value = max(value, room[now, slips - 1, j - 1] * room[left_out, 0, j - 1])
                    room[now, slips, j] = value
                    best = max(best, value)
                if high < width:  # what is looked at next is one wider
                    room[now, slips, high + 1] = 0.0
            before, at, now = at, now, before
            if best == 0.0:
                break
        right, wrong = 0.0, 0.0
        for j in range(low, high + 1):
            right = max(right, room[at, 0, j])
            for slips in range(1, most + 1):
                wrong = max(wrong, room[at, slips, j])
        found[number] = 0.0 if right > 0.0 else wrong
