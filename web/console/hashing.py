"""Passwords are slow on purpose: two at a time, beside the loop, so that no parent waits for them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from services.accounts import passwords

_POOL = ThreadPoolExecutor(2, "passwords")  # 64 MiB each


async def matches(kept: str, password: str) -> bool:
    """Whether `password` is what `kept` was made of."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, passwords.matches, kept, password)


async def hashed(password: str, salt: bytes) -> str:
    """What to keep of a password."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, passwords.hashed, password, salt)
