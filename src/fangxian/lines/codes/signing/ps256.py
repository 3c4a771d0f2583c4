"""RSASSA-PSS with SHA-256: some European issuers sign with it; we only verify."""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256


class PS256:
    name = "PS256"
    alg = -37
    _padding = padding.PSS(padding.MGF1(SHA256()), SHA256.digest_size)

    def verify(self, public: Any, data: bytes, signature: bytes) -> bool:
        try:
            public.verify(signature, data, self._padding, SHA256())
        except InvalidSignature:
            return False
        return True
