"""Secrets: made-up keys of every kind are found, ordinary words, names and numbers are not."""

import base64
import hashlib
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.prose import reader_for
from typeahead.text.secrets import looks_secret, secret_spans, without_secrets
from typeahead.text.sentences import plain_sentences
from typeahead.text.words import SECRET, Kind, tokenise

# All made up. Prefixes are joined to their rest here, so that no scanner of repositories takes them for real.
MIXED = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
HEX = hashlib.sha256(b"not a secret").hexdigest()
TOKENS = {
    "AWS access key id": "AKIA" + "QWERTY0123456789",
    "AWS temporary key id": "ASIA" + "QWERTY0123456789",
    "AWS secret key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "FAKEFAKE01",
    "GitHub token": "ghp_" + MIXED,
    "GitHub server token": "ghs_" + MIXED,
    "GitHub fine-grained token": "github_pat_" + "11ABCDEFG0" + MIXED,
    "GitLab token": "glpat-" + "xY12" * 5,
    "Slack bot token": "xoxb-" + "123456789012-abcdefABCDEF",
    "Slack app token": "xapp-" + "1-A0123-456-abcdef",
    "Slack webhook": "https://hooks.slack.com/services/" + "T0001/B0002/xyzXYZ",
    "Stripe live key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "Stripe test key": "pk_test_" + "TYooMQauvdEDq54NiTphI7jx",
    "Stripe webhook secret": "whsec_" + MIXED,
    "Google API key": "AIza" + "SyA1234567890abcdefghijklmnopqrstuv",
    "Google OAuth token": "ya29." + "a0AfH6SMBx0123456789",
    "Google client secret": "GOCSPX-" + "abcdEFGH1234ijkl5678",
    "OpenAI-like key": "sk-" + "proj-abcDEF123456ghiJKL789",
    "Anthropic-like key": "sk-ant-" + "api03-abcDEF123456ghiJKL",
    "npm token": "npm_" + MIXED,
    "PyPI token": "pypi-Ag" + "EIcHlwaS5vcmcCJDEyMzQ",
    "Hugging Face token": "hf_" + "abcdefGHIJKLmnop1234567890",
    "DigitalOcean token": "dop_v1_" + HEX,
    "SendGrid key": "SG." + "abcdefghijklmnop1234.ABCDEFGHIJKLMNOP5678",
    "Shopify token": "shpat_" + HEX[:32],
    "Mailgun key": "key-" + HEX[:32],
    "Twilio account": "AC" + HEX[:32],
    "Telegram bot": "123456789:" + "AAF" + "abcdeFGHIJ0123456789klmnoPQRSTUV",
    "Linear key": "lin_api_" + MIXED,
    "age key": "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "JSON web token": "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0." + "c2lnbmF0dXJl",
    "SSH RSA key": "AAAAB3NzaC1" + "yc2EAAAADAQABAAABAQC7",
    "SSH Ed25519 key": "AAAAC3NzaC1lZDI1" + "NTE5AAAAIFakeFakeFake",
    "SHA-256": HEX,
    "MD5": hashlib.md5(b"x", usedforsecurity=False).hexdigest(),
    "git commit": hashlib.sha1(b"x", usedforsecurity=False).hexdigest(),
    "capital hex": HEX.upper(),
    "hex with 0x": "0x" + HEX,
    "fingerprint": ":".join(HEX[i : i + 2] for i in range(0, 32, 2)),
    "base64": base64.b64encode(hashlib.sha256(b"y").digest()).decode(),
    "base64url": base64.urlsafe_b64encode(hashlib.sha256(b"zz").digest()).decode(),
    "UUID": "123e4567-e89b-12d3-a456-426655440000",
    "address with a password": "https://user:hunter2@example.org/x",
    "database address": "postgres://app:s3cret@db.example.org:5432/app",
    "card number": "4111111111111111",
    "card number with dashes": "5500-0000-0000-0004",
    "IBAN": "GB82WEST12345698765432",
    "social security number": "123-45-6789",
    "address with a token": "https://example.org/reset?token=" + MIXED,
    "small letters and digits": "k3j9x2m7q4w8z1v6b5n0t3r7",
}
# The text, and what of it must be hidden.
PHRASES = {
    "card with spaces": ("card 4111 1111 1111 1111 ok", "4111 1111 1111 1111"),
    "Amex": ("card 3782 822463 10005.", "3782 822463 10005"),
    "IBAN with spaces": ("to DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"),
    "password": ("password: hunter2", "hunter2"),
    "password in words": ("the password is tr0ub4dor", "tr0ub4dor"),
    "password of letters": ("Password: swordfish", "swordfish"),
    "quoted password": ('passwd="let me"', "let"),
    "passphrase": ("passphrase: correct-horse-battery", "correct-horse-battery"),
    "PIN": ("my PIN: 4821", "4821"),
    "token assignment": ("token=abcd1234efgh", "abcd1234efgh"),
    "API key": ("API_KEY = zyx98wvu76", "zyx98wvu76"),
    "prefixed key": ("export MY_APP_SECRET_KEY=qwerty77", "qwerty77"),
    "client secret": ('"client_secret": "abc123def"', "abc123def"),
    "my password is": ("My password is: hunter2", "hunter2"),
    "colon outside the marks": ("**Password**: hunter2", "hunter2"),
    "colon inside the marks": ("**Password:** hunter2", "hunter2"),
    "marked value": ("Password: **hunter2**", "hunter2"),
    "value on the next line": ("password:\nhunter2", "hunter2"),
    "value on the next line of an item": ("- password:\r\n  hunter2", "hunter2"),
    "German": ("Passwort: geheim99z", "geheim99z"),
    "German in words": ("Das WLAN-Kennwort ist geheim99z", "geheim99z"),
    "Spanish": ("contraseña: gato1234", "gato1234"),
    "Spanish, decomposed": ("contrasen\u0303a: gato1234", "gato1234"),
    "French": ("Mot de passe\u00a0: soleil22", "soleil22"),
    "bearer": ("Authorization: Bearer abc123def456ghi", "abc123def456ghi"),
    "basic": ("Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==", "dXNlcjpwYXNzd29yZDEyMw=="),
    "ssh key": ("ssh-ed25519 AAAAC3NzaC1lZDI1" + "NTE5AAAAIFake me@host", "AAAAC3NzaC1lZDI1NTE5AAAAIFake"),
    "private key": (
        "-----BEGIN RSA PRIVATE" + " KEY-----\nMIIEowIBAAKCAQEAfakefakefake\n-----END RSA PRIVATE KEY-----",
        "MIIEowIBAAKCAQEAfakefakefake",
    ),
}
INNOCENT = """
word don't state-of-the-art internationalization antidisestablishmentarianism
Donaudampfschifffahrtsgesellschaft Pneumonoultramicroscopicsilicovolcanoconiosis
supercalifragilisticexpialidocious well-thought-out-and-executed mother-in-law's README.md docker-compose.yml
package-lock.json 2024-03-11-weekly-review-notes.md node_modules /usr/local/lib/python3.11/site-packages
~/notes/2024/ideas.md src/components/NavigationBar.tsx
https://example.org/2024/03/11/a-rather-long-title-of-a-post https://docs.python.org/3/library/re.html
https://github.com/someone/some-repository/issues/1234 https://www.youtube.com/watch?v=dQw4w9WgXcQ
ada.lovelace@example.org @someone_long_name_here #a-rather-long-tag-for-a-note 2024-03-11
2024-03-11T10:30:00Z 2024-03-11T10:30:00.123456+02:00 10:30:15 1,234,567.89 +1-555-123-4567 555-123-4567
020-7946-0958 +31612345678 1700000000 1700000000000 1234567890123456 3.14159265358979323846 192.168.100.200
2001:db8:85a3:8d3:1319:8a2e:370:7348 camelCaseIdentifierWithManyWords AbstractSingletonProxyFactoryBean
HTTPRequestHandlerFactory getElementById SCREAMING_SNAKE_CASE_CONSTANT_NAME some_very_long_function_name_here
test_that_it_works_with_2_words os.path.join() std::unordered_map v1.22.333 python3.11.7
gpt-4.1-mini-2025-04-14 llama-3.2-90b-vision-instruct x86_64-unknown-linux-gnu sha256sum ISO-8859-1 RFC-2616
COVID-19 JavaScript TypeScript PostgreSQL OpenTelemetry Kubernetes WebAssembly
aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ------------------------------ ================================
hahahahahahahahahahahahaha nooooooooooooooooooooooooo 00000000000000000000000000000000 1111111111111111
Lorem/ipsum/dolor/sit/amet/consectetur My-Long-Title-2024-With-Capital-Words MyLongTitle2024WithCapitalWords
password passwords token secret-santa key-value sk-learn pypi-datasette-packages deadbeef 0xdeadbeef a1b2c3d
""".split()  # noqa: SIM905
INNOCENT_PHRASES = [
    "The password is required to log in.",
    "Passwords: how to choose them",
    "A token is a unit of text, and the secret is to keep it short.",
    "Token: a word or a mark",
    "The key to success is patience.",
    "I passed 12 tests and the bypass works.",
    "Call 555 123 4567 or +31 6 1234 5678 tomorrow.",
    "between 2019 2020 2021 2022 and 2023",
    "on 2024-03-11 at 10:30, 68662 2024-03-19",
    "basic understanding, bearer of news",
    "password: your new password",
    "password: \n\nThe second paragraph",
    "The passes: 12345 of them; the pins: 4921 of them",
    "| User | Password | Notes |",
    "| password | The password of user 1 |",
    "| Parameter | token | string |",
    "| pin | GPIO4 |",
    "Das Passwort ist falsch. Le mot de passe est requis.",
    "My secret question is: blue42",
    "it opens in 2024 with 12 345 678 visitors",
]


@pytest.mark.parametrize("name", TOKENS)
def test_made_up_secrets_are_found(name: str) -> None:
    secret = TOKENS[name]
    assert looks_secret(secret)
    for text in (f"see {secret}.", f'"{secret}"', f"({secret}) and", f"a\n{secret}\nb"):
        assert hidden(text, secret), text


@pytest.mark.parametrize("name", PHRASES)
def test_secrets_of_several_tokens_are_found(name: str) -> None:
    text, secret = PHRASES[name]
    assert hidden(text, secret)
    assert hidden("Note this, " + text + " and go on", secret)


ROWS = [
    ("| wifi password | sunflower42x |", "sunflower42x"),
    ("| wifi password | sunflower |", "sunflower"),
    ("| **Passwort** | `geheim99z` | home |", "geheim99z"),
    ("| pin | 4921 |", "4921"),
    ("| router | password | hunter22 |", "hunter22"),
    ("| API key | zyx98wvu76 |", "zyx98wvu76"),
]


@pytest.mark.parametrize(("row", "secret"), ROWS)
def test_what_a_cell_names_is_hidden_in_the_next(row: str, secret: str) -> None:
    typed = f"| what | is |\n|---|---|\n{row}\n"
    assert any(token.kind == Kind.SECRET for token in tokenise(typed))
    assert not any(
        secret in token.text for token in tokenise(typed) if token.kind not in (Kind.SECRET, Kind.MARKUP)
    )
    for name, source in (
        ("a.md", typed),
        ("a.md", f"{row}\n|---|---|\n| other | one |\n"),
        ("a.md", f"A broken table:\n{row}\n"),
        ("a.org", row),
        ("a.rst", f"+---+---+\n{row}\n+---+---+\n"),
    ):
        paragraphs = reader_for(Path(name))(source)
        assert paragraphs
        assert not any(secret in text for text in paragraphs), (name, paragraphs)


def test_other_cells_stay() -> None:
    table = "| User | Password | Notes |\n|---|---|---|\n| ada | The password of user 1 | none yet |\n"
    assert reader_for(Path("a.md"))(table) == [
        "User", "Password", "Notes", "ada", "The password of user 1", "none yet",
    ]  # fmt: skip
    assert without_secrets(["wifi password", "sunflower42x", "home"]) == ["wifi password", "home"]


def hidden(text: str, secret: str) -> bool:
    """Whether nothing of the secret is left in what would be learned from the text."""
    learned = [word for sentence in plain_sentences(text.replace("\n", " ")) for word in sentence]
    typed = [
        token.text for token in tokenise(text) if token.kind not in (Kind.SECRET, Kind.SPACE, Kind.MARKUP)
    ]
    words = secret.split()
    return SECRET in learned and not any(word in learned or word in typed for word in words)


@pytest.mark.parametrize("token", INNOCENT)
def test_innocents_are_left_alone(token: str) -> None:
    assert not looks_secret(token)
    assert secret_spans(f"see {token} now") == []


@pytest.mark.parametrize("text", INNOCENT_PHRASES)
def test_prose_about_secrets_is_left_alone(text: str) -> None:
    assert secret_spans(text) == []


def test_the_lists_are_long_enough() -> None:
    assert len(TOKENS) + len(PHRASES) >= 60
    assert len(INNOCENT) >= 80


def test_most_random_keys_are_found() -> None:
    chance = random.Random(5)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for alphabet, length, least in ((letters, 32, 0.95), (letters + "+/", 44, 0.95), (letters[26:], 32, 0.9)):
        found = sum(looks_secret("".join(chance.choices(alphabet, k=length))) for _ in range(500))
        assert found / 500 >= least, (alphabet, length)


@given(st.text(st.sampled_from("aB1 :=/@-.+\n4"), max_size=120))
def test_spans_are_in_order_and_inside(text: str) -> None:
    position = 0
    for start, end in secret_spans(text):
        assert position <= start < end <= len(text)
        position = end


def test_real_notes_lose_next_to_nothing(shared: Path) -> None:
    """Among the words of real notes next to none are taken for secrets: mostly addresses with identifiers."""
    kinds: Counter[Kind] = Counter()
    for path in sorted((shared / "notes").glob("*/test/*.md"))[::3]:
        kinds.update(token.kind for token in tokenise(path.read_text(encoding="utf-8")))
    assert kinds[Kind.WORD] > 10_000
    assert kinds[Kind.SECRET] < kinds[Kind.WORD] / 2000
