"""English function words: the closed classes, which say how a sentence is built and little of what it is about.

Articles, pronouns, prepositions, conjunctions, auxiliaries and their contractions, and the adverbs and numerals of
the same use (as in Quirk, Greenbaum, Leech and Svartvik 1985, "A Comprehensive Grammar of the English Language").
"""

from __future__ import annotations

_WORDS = """
a an the this that these those each every either neither some any no none all both half such what which whose
i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself
we us our ours ourselves they them their theirs themselves one ones oneself who whom whoever whatever whichever
someone somebody something anyone anybody anything everyone everybody everything nobody nothing other others another
about above across after against along among around as at before behind below beneath beside besides between beyond
by despite down during except for from in inside into like near of off on onto out outside over past per since
through throughout till to toward towards under underneath until up upon via with within without
and or but nor so yet if because although though unless while whereas whether than once lest
when where why how whenever wherever however
be am is are was were been being have has had having do does did doing done will would shall should can could may
might must ought need dare used get gets got getting gotten let
not never also too very just only even still again already always ever often sometimes then there here now quite
rather really almost perhaps maybe more most less least much many few fewer several enough own same else
i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd it'd we'd they'd i'll you'll
he'll she'll it'll we'll they'll that's there's here's what's who's where's how's let's that'll that'd
isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't shan't shouldn't can't cannot
couldn't mayn't mightn't mustn't needn't oughtn't ain't
two three four five six seven eight nine ten first second
"""

FUNCTION_WORDS = frozenset(_WORDS.split())


def is_function_word(word: str) -> bool:
    """Whether a word, in any case, is one of them."""
    return word.casefold() in FUNCTION_WORDS
