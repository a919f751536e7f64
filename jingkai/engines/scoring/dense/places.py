"""Places along the last axis: 1 + the better ones; what differs by less than 1e-9 shares a place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shape import Array, Indices, rounded


def places(classes: Sequence[Indices], *keys: Array) -> Array:
    """The place of each unit in its class, the largest first; of equal ones the next key decides. NaN where the first
    key is. All of one shape (..., units).
    """
    found = np.full(keys[0].shape, np.nan)
    for members in classes:
        found[..., members] = _places([settled(key[..., members]) for key in keys])
    return found


def settled(key: Array) -> Array:
    """As it is compared; without a value it comes last."""
    return np.where(np.isnan(key), -np.inf, rounded(key))


def _places(keys: Sequence[Array]) -> Array:
    # Units with the same keys share a place in whichever order they come.
    order = np.argsort(-keys[0]) if len(keys) == 1 else np.lexsort([-key for key in reversed(keys)], axis=-1)
    ordered = [np.take_along_axis(key, order, -1) for key in keys]
    first = np.ones(order.shape, bool)
    first[..., 1:] = np.any([key[..., 1:] != key[..., :-1] for key in ordered], axis=0)
    numbers = np.arange(1.0, order.shape[-1] + 1)
    found = np.empty(order.shape)
    np.put_along_axis(found, order, np.maximum.accumulate(np.where(first, numbers, 0.0), axis=-1), -1)
    return np.where(np.isneginf(keys[0]), np.nan, found)
