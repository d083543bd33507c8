"""Made-up secrets of many kinds, from a seed: none is written out here, so that no scanner takes one for real."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
from pathlib import Path
from typing import NamedTuple

from typeahead.text.prose import reader_for
from typeahead.text.sentences import plain_sentences

UPPER, LOWER, DIGITS, HEX = string.ascii_uppercase, string.ascii_lowercase, string.digits, "0123456789abcdef"
MIXED = UPPER + LOWER + DIGITS
BASE32, BASE58 = UPPER + "234567", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CRYPT = "./" + MIXED


class Made(NamedTuple):
    """A text as a person would note it down, and what of it is to be found nowhere."""

    text: str
    hidden: tuple[str, ...]


class Maker:
    """Draws secrets."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def draw(self, alphabet: str, many: int) -> str:
        """So many signs of an alphabet; every kind of sign it has is among them, as in any real key of that length."""
        kinds = [k for k in ([c for c in alphabet if c in kind] for kind in (UPPER, LOWER, DIGITS)) if k]
        while True:
            found = "".join(self._chance.choices(alphabet, k=many))
            if many < 6 or all(any(sign in kind for sign in found) for kind in kinds):
                return found

    def base64(self, many: int, *, url: bool = False, padded: bool = True) -> str:
        """So many random bytes."""
        coded = (base64.urlsafe_b64encode if url else base64.b64encode)(self._chance.randbytes(many)).decode()
        return coded if padded else coded.rstrip("=")

    def words(self, many: int) -> str:
        """Small words, none of which any other text has."""
        syllables = ("bra", "zul", "mok", "ven", "tir", "qua", "pex", "dal", "gri", "jon", "fyr", "wex")
        return " ".join("".join(self._chance.choices(syllables, k=3)) for _ in range(many))

    def token(self, header: dict[str, str]) -> str:
        """A JSON web token."""
        parts = [json.dumps(each).encode() for each in (header, {"sub": self.draw(DIGITS, 10)})]
        coded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]
        return ".".join([*coded, self.base64(32, url=True, padded=False)])

    def block(self, name: str, lines: int = 4, extra: str = "") -> Made:
        """A block with a head and a foot, its lines in base64."""
        body = [self.base64(48) for _ in range(lines)] + [self.base64(21)]
        text = f"-----BEGIN {name}-----\n{extra}" + "\n".join(body) + f"\n-----END {name}-----"
        return Made(text, tuple(body))

    def card(self, start: str, many: int) -> str:
        """A card number with its check digit (Luhn)."""
        digits = [int(each) for each in start + self.draw(DIGITS, many - len(start) - 1)]
        doubled = [sum(divmod(2 * each, 10)) for each in digits[::-1][::2]]
        total = sum(doubled) + sum(digits[::-1][1::2])
        return "".join(map(str, digits)) + str(-total % 10)

    def iban(self, country: str, letters: str, many: int) -> str:
        """An account number with its check digits (ISO 7064, mod 97)."""
        account = letters + self.draw(DIGITS, many)
        value = int("".join(str(int(sign, 36)) for sign in account + country + "00"))
        return f"{country}{98 - value % 97:02d}{account}"

    def wallet(self, start: bytes, many: int, end: bytes = b"") -> str:
        """A Bitcoin key or address with its checksum."""
        body = start + self._chance.randbytes(many) + end
        body += hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
        return "1" * (len(body) - len(body.lstrip(b"\0"))) + self.base58(body)

    def base58(self, data: bytes) -> str:
        """As Bitcoin writes numbers."""
        value, found = int.from_bytes(data, "big"), ""
        while value:
            value, rest = divmod(value, 58)
            found = BASE58[rest] + found
        return found


def made(seed: int) -> dict[str, Made]:
    """One of each kind."""
    m = Maker(seed)

    def alone(secret: str, text: str = "The one for the server is {} as of today.") -> Made:
        return Made(text.format(secret), (secret,))

    def keyed(secret: str, text: str) -> Made:
        return Made(text.format(secret), (secret,))

    return {
        "AWS access key id": alone("AKIA" + m.draw(UPPER + "234567", 16)),
        "AWS temporary key id": alone("ASIA" + m.draw(UPPER + "234567", 16)),
        "AWS secret key": alone(m.draw(MIXED + "+/", 40)),
        "AWS secret in a file": keyed(m.draw(MIXED + "+/", 40), "aws_secret_access_key = {}"),
        "GitHub token": alone("ghp_" + m.draw(MIXED, 36)),
        "GitHub fine-grained token": alone("github_pat_" + m.draw(MIXED, 22) + "_" + m.draw(MIXED, 59)),
        "GitLab token": alone("glpat-" + m.draw(MIXED + "_-", 20)),
        "Slack bot token": alone(f"xoxb-{m.draw(DIGITS, 12)}-{m.draw(DIGITS, 12)}-{m.draw(MIXED, 24)}"),
        "Slack webhook": alone(
            f"https://hooks.slack.com/services/T{m.draw(UPPER, 8)}/B{m.draw(UPPER, 8)}/{m.draw(MIXED, 24)}"
        ),
        "Stripe secret key": alone("sk_live_" + m.draw(MIXED, 24)),
        "Stripe restricted key": alone("rk_live_" + m.draw(MIXED, 24)),
        "OpenAI-like key": alone("sk-proj-" + m.draw(MIXED, 48)),
        "Anthropic-like key": alone("sk-ant-api03-" + m.draw(MIXED + "_-", 80)),
        "Google API key": alone("AIza" + m.draw(MIXED + "_-", 35)),
        "Google OAuth token": alone("ya29." + m.draw(MIXED + "_-", 60)),
        "Google client secret": alone("GOCSPX-" + m.draw(MIXED, 28)),
        "Azure storage connection": keyed(
            m.base64(64), "DefaultEndpointsProtocol=https;AccountName=notes;AccountKey={};"
        ),
        "Azure client secret": alone(m.draw(MIXED, 3) + "8Q~" + m.draw(MIXED + "_-", 34)),
        "Azure shared access signature": keyed(
            m.base64(32).replace("+", "%2B").replace("=", "%3D"),
            "https://notes.blob.example.net/c?sv=2022-11-02&ss=b&sig={}",
        ),
        "npm token": alone("npm_" + m.draw(MIXED, 36)),
        "PyPI token": alone("pypi-AgEIcHlwaS5vcmc" + m.draw(MIXED + "_-", 60)),
        "Twilio account": alone("AC" + m.draw(HEX, 32)),
        "Twilio key": alone("SK" + m.draw(HEX, 32)),
        "SendGrid key": alone(f"SG.{m.draw(MIXED, 22)}.{m.draw(MIXED, 43)}"),
        "Mailgun key": alone("key-" + m.draw(HEX, 32)),
        "Telegram bot": alone(f"{m.draw(DIGITS[1:], 10)}:{m.draw(MIXED + '_-', 35)}"),
        "Discord bot": alone(f"M{m.draw(MIXED, 25)}.{m.draw(MIXED, 6)}.{m.draw(MIXED, 38)}"),
        "Hugging Face token": alone("hf_" + m.draw(MIXED, 34)),
        "DigitalOcean token": alone("dop_v1_" + m.draw(HEX, 64)),
        "Shopify token": alone("shpat_" + m.draw(HEX, 32)),
        "Docker Hub token": alone("dckr_pat_" + m.draw(MIXED + "_-", 27)),
        "Vault token": alone("hvs." + m.draw(MIXED + "_-", 90)),
        "Notion token": alone("ntn_" + m.draw(MIXED, 46)),
        "Databricks token": alone("dapi" + m.draw(HEX, 32)),
        "Heroku key": keyed("-".join(m.draw(HEX, n) for n in (8, 4, 4, 4, 12)), "HEROKU_API_KEY={}"),
        "JSON web token": alone(m.token({"alg": "HS256", "typ": "JWT"})),
        "Kubernetes token": keyed(m.token({"alg": "RS256", "kid": m.draw(MIXED, 20)}), "    token: {}"),
        "Kubernetes bootstrap token": alone(
            f"{m.draw(LOWER + DIGITS, 6)}.{m.draw(LOWER + DIGITS, 16)}",
            "kubeadm join 10.0.0.1:6443 --token {}",
        ),
        "Kubernetes key data": keyed(m.base64(96), "    client-key-data: {}"),
        "RSA private key": m.block("RSA PRIVATE KEY"),
        "PKCS 8 private key": m.block("PRIVATE KEY"),
        "encrypted private key": m.block(
            "RSA PRIVATE KEY",
            4,
            f"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{m.draw(HEX, 32).upper()}\n\n",
        ),
        "OpenSSH private key": m.block("OPENSSH PRIVATE KEY"),
        "a key's lines without its head": Made(
            "\n".join(lines := [m.base64(48) for _ in range(3)]), tuple(lines)
        ),
        "PGP block": m.block("PGP PRIVATE KEY BLOCK"),
        "PGP message": m.block("PGP MESSAGE"),
        "age key": alone("AGE-SECRET-KEY-1" + m.draw(BECH32.upper(), 58)),
        "age file": m.block("AGE ENCRYPTED FILE"),
        "SSH public key": alone(
            "AAAAC3NzaC1lZDI1NTE5AAAAI" + m.draw(MIXED + "+/", 43), "ssh-ed25519 {} me@host"
        ),
        "UUID": alone("-".join(m.draw(HEX, n) for n in (8, 4, 4, 4, 12))),
        "MD5": alone(m.draw(HEX, 32)),
        "SHA-1": alone(m.draw(HEX, 40)),
        "SHA-256": alone(m.draw(HEX, 64)),
        "hexadecimal in capitals": alone(m.draw(HEX, 40).upper()),
        "fingerprint": alone(":".join(m.draw(HEX, 2) for _ in range(16))),
        "Bitcoin key (WIF)": alone(m.wallet(b"\x80", 32, b"\x01")),
        "Bitcoin address": alone("bc1q" + m.draw(BECH32, 38)),
        "old Bitcoin address": alone(m.wallet(b"\0", 20)),
        "Ethereum key": alone("0x" + m.draw(HEX, 64)),
        "extended private key": alone("xprv" + m.draw(BASE58, 107)),
        "seed phrase": keyed(m.words(12), "Seed phrase: {}"),
        "recovery words": keyed(m.words(12), "My recovery words are: {}"),
        "recovery codes": Made(
            "Backup codes: {}".format(
                " ".join(
                    codes := [m.draw(LOWER + DIGITS, 5) + "-" + m.draw(LOWER + DIGITS, 5) for _ in range(4)]
                )
            ),
            tuple(codes),
        ),
        "IBAN": alone(m.iban("GB", "WEST", 14)),
        "IBAN with spaces": Made(
            "to " + " ".join((i := m.iban("DE", "", 18))[at : at + 4] for at in range(0, 22, 4)) + " please",
            (i[4:8] + " " + i[8:12],),
        ),
        "card number": alone(m.card("4", 16)),
        "card number with spaces": Made(
            "card " + " ".join((c := m.card("5", 16))[at : at + 4] for at in range(0, 16, 4)),
            (c[4:8] + " " + c[8:12],),
        ),
        "card of fifteen digits": alone(m.card("37", 15)),
        "card's check number": keyed(m.draw(DIGITS, 3), "CVV: {}"),
        "social security number": alone(
            f"5{m.draw(DIGITS, 2)}-4{m.draw('123456789', 1)}-7{m.draw(DIGITS, 3)}"
        ),
        "password": keyed(m.draw(LOWER + DIGITS, 9), "password: {}"),
        "password, short": keyed(m.draw(LOWER + DIGITS, 9), "pw = {}"),
        "password of an e-mail account": keyed(m.draw(MIXED + "!#%", 11), "anna@example.org, password {}"),
        "user and password": keyed(m.draw(MIXED, 10), "login: anna / {}"),
        "password in a sentence": keyed(m.draw(LOWER + DIGITS, 9), "the wifi password is {}"),
        "PIN": keyed(m.draw(DIGITS, 4), "PIN: {}"),
        "application password": Made(
            "App password: {}".format(p := " ".join(m.draw(LOWER, 4) for _ in range(4))), tuple(p.split())
        ),
        "address with a password": keyed(m.draw(MIXED, 10), "https://anna:{}@example.org/x"),
        "database address": keyed(m.draw(MIXED, 12), "postgresql://app:{}@db.example.org:5432/notes"),
        "address with a token": keyed(
            m.draw(LOWER + DIGITS, 12), "https://example.org/reset?user=anna&token={}"
        ),
        "address with a key": keyed(m.draw(LOWER + DIGITS, 12), "https://example.org/feed?api_key={}"),
        "address with a signature": keyed(
            m.draw(HEX, 16), "https://example.org/f?expires=1700000000&signature={}"
        ),
        "connection string": keyed(
            m.draw(MIXED, 10), "Server=db.example.org;Database=notes;User Id=app;Password={};"
        ),
        "ADO connection, short": keyed(m.draw(MIXED, 10), "Data Source=db;Uid=app;Pwd={}"),
        "htpasswd": alone("$apr1$" + m.draw(CRYPT, 8) + "$" + m.draw(CRYPT, 22), "anna:{}"),
        "bcrypt": alone("$2b$12$" + m.draw(CRYPT, 53)),
        "argon2": alone(
            f"$argon2id$v=19$m=65536,t=3,p=4${m.base64(16, padded=False)}${m.base64(32, padded=False)}"
        ),
        "scrypt": alone(f"$7$C6..../....{m.draw(CRYPT, 20)}${m.draw(CRYPT, 43)}"),
        "SHA-512 crypt": alone("$6$" + m.draw(CRYPT, 16) + "$" + m.draw(CRYPT, 86)),
        "Django hash": alone(f"pbkdf2_sha256$600000${m.draw(MIXED, 22)}${m.base64(32)}"),
        "one-time password": keyed(
            m.draw(BASE32, 32), "otpauth://totp/Notes:anna@example.org?secret={}&issuer=Notes"
        ),
        "one-time password, base32": alone(m.draw(BASE32, 32)),
        "Wi-Fi key": keyed(m.draw(LOWER + DIGITS, 12), 'psk="{}"'),
        "Wi-Fi code": keyed(m.draw(LOWER + DIGITS, 12), "WIFI:T:WPA;S:home;P:{};;"),
        ".netrc": keyed(m.draw(LOWER + DIGITS, 12), "machine example.org login anna password {}"),
        "bearer": keyed(m.draw(MIXED, 24), "Authorization: Bearer {}"),
        "basic authorisation": keyed(
            base64.b64encode(f"anna:{m.draw(LOWER + DIGITS, 10)}".encode()).decode(),
            "Authorization: Basic {}",
        ),
        "API key": keyed(m.draw(LOWER + DIGITS, 10), "API_KEY={}"),
        "client secret": keyed(m.draw(LOWER + DIGITS, 12), '"client_secret": "{}"'),
        "base64": alone(m.base64(48)),
        "base64 for addresses": alone(m.base64(36, url=True)),
        "noise": alone(m.draw(MIXED, 32)),
        "noise of small letters and digits": alone(m.draw(LOWER + DIGITS, 32)),
        "session cookie": keyed(m.draw(MIXED, 26), "Cookie: sessionid={}"),
        "licence key": keyed("-".join(m.draw(UPPER + DIGITS, 5) for _ in range(5)), "License key: {}"),
    }


def left_of(each: Made) -> list[str]:
    """What of a secret would be learned from a note in which it stands, read from a file or typed."""
    note = f"Note this.\n\n{each.text}\n\nAnd go on.\n"
    ways = [reader_for(Path(name))(note) for name in ("a.md", "a.txt")]
    learned = [
        [word for text in texts for sentence in plain_sentences(text) for word in sentence]
        for texts in (*ways, [each.text])
    ]
    pieces = {piece for secret in each.hidden for piece in (secret, *secret.split()) if len(piece) > 2}
    return sorted(piece for piece in pieces if any(piece in " ".join(words) for words in learned))
