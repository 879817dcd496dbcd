"""Verifying the access record: every record against its seal, every seal against the one before and its copy."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Max

from privacy.models import Seal
from privacy.seals import keys, records
from privacy.seals.comparing import LATE, Comparison, are_leaves_whole
from privacy.seals.copies import Copies
from privacy.seals.faults import Fault, FaultKind, Verified
from privacy.seals.form import NO_SEAL, hash_of
from privacy.seals.records import Position
from privacy.seals.sealing import end_of, is_late

# So many records are compared in one stretch: enough to stream, little enough to keep in memory.
STRETCH_RECORDS, STRETCH_SEALS = 100_000, 1000
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Pair:
    """A seal in the database and its copy outside; one of them may be missing."""

    number: int
    ours: Seal | None
    copy: Seal | None


@dataclass
class Chain:
    """What the next seal must follow. `earlier_at` is the last moment of sealing before that of the present seal."""

    number: int = 0
    hash: bytes | None = NO_SEAL
    end: Position = records.BEGIN
    sealed_at: datetime.datetime | None = None
    earlier_at: datetime.datetime | None = None

    def move(self, seal: Seal, *, is_sure: bool) -> None:
        """Go on to a seal."""
        if self.sealed_at is not None and seal.sealed_at > self.sealed_at:
            self.earlier_at = self.sealed_at
        self.number, self.end, self.sealed_at = seal.number, end_of(seal), seal.sealed_at
        self.hash = hash_of(seal) if is_sure else None


def verify(
    *,
    at: datetime.datetime,
    since: datetime.datetime | None = None,
    until: datetime.datetime | None = None,
    copies: Path | None = None,
    progress: Progress = lambda _records: None,
) -> Verified:
    """Check the seals that were set in a period, with their records; memory does not grow with the log.

    Without an end also what was not sealed yet, and whether the chain goes on. Raises `privacy.seals.keys.NoKey`
    without a public key, and `OSError` when the copies cannot be read.
    """
    run = Verification(since, until, at=at, progress=progress)
    run.walk(copies)
    if until is None:
        run.look_beyond_the_end()
    return run.found


class Verification:
    """One walk along the chain."""

    def __init__(
        self,
        since: datetime.datetime | None,
        until: datetime.datetime | None,
        *,
        at: datetime.datetime,
        progress: Progress,
    ) -> None:
        self.at, self.progress, self.found, self.chain = at, progress, Verified(), Chain()
        self.is_open_ended = until is None
        self.trusted = keys.trusted_keys()
        self.outside: Copies | None = None
        seals = Seal.objects.order_by("number").defer("leaves")
        chosen = seals.filter(**{"sealed_at__gte": since} if since else {}, **{"sealed_at__lt": until} if until else {})
        first, self.last = chosen.first(), chosen.aggregate(last=Max("number"))["last"] or 0
        before = seals.filter(number__lt=first.number).last() if first and since else None
        if before is not None:
            self.chain.move(before, is_sure=keys.is_signed(before, self.trusted))
        removals = [seal for seal in seals.exclude(removed_before=None) if keys.is_signed(seal, self.trusted)]
        self.removed_before = max((seal.removed_before for seal in removals if seal.removed_before), default=None)

    def walk(self, copies: Path | None) -> None:
        """From the first seal to the last."""
        if copies is not None:
            self.outside = Copies(copies, first=self.chain.number + 1)
            if self.outside.begin is None and self.last:
                self.found.add(Fault(FaultKind.COPY_MISSING))
        for pairs in self._stretches():
            with records.whole_log():
                self._compare(pairs)

    def look_beyond_the_end(self) -> None:
        """What was not sealed yet, and whether it still could be."""
        last = Seal.objects.defer("leaves").order_by("-number").first()
        with records.whole_log():
            self.found.waiting = records.count_after(self.chain.end)
            odd = records.out_of_place(after=self.chain.end, older_than=last.sealed_at - LATE) if last else []
        if last is None:
            return
        for leaf_id, leaf_at in odd:
            self.found.add(Fault(FaultKind.RECORD_BACKDATED, record=leaf_id, at=leaf_at))
        if is_late(last, at=self.at):
            self.found.add(Fault(FaultKind.CHAIN_STOPS, last.number, at=last.sealed_at))

    def _stretches(self) -> Iterator[list[Pair]]:
        begin = self.chain.number + 1
        while begin <= self._last_number():
            sizes = Seal.objects.filter(number__gte=begin, number__lte=self.last).order_by("number")
            end = _end_of_stretch(sizes.values_list("number", "count", "form")[:STRETCH_SEALS])
            numbers = range(begin, (end or self._last_number()) + 1)
            ours = Seal.objects.in_bulk(numbers) if end else {}
            yield [Pair(number, ours.get(number), self._copy_of(number)) for number in numbers]
            begin = numbers[-1] + 1

    def _last_number(self) -> int:
        upcoming = self.outside.upcoming if self.outside and self.is_open_ended else None
        return max(self.last, upcoming or 0)

    def _copy_of(self, number: int) -> Seal | None:
        if self.outside is None:
            return None
        copy = self.outside.take(number)
        if number in self.outside.contradicted or (
            copy and not (keys.is_signed(copy, self.trusted) and are_leaves_whole(copy))
        ):
            self.found.add(Fault(FaultKind.COPY_FORGED, number))
            return None
        return copy

    def _compare(self, pairs: list[Pair]) -> None:
        begin, judged = self.chain.end, []
        for pair in pairs:
            seal = self._judge(pair)
            if seal is not None:
                judged.append((seal, self.chain.earlier_at))
        if not judged:
            return
        last = judged[-1][0]
        rows = records.read_rows(after=begin, until=max(begin, end_of(last)), form=last.form)
        comparison = Comparison(rows, self.found, self.removed_before)
        for seal, earlier_at in judged:
            comparison.compare(seal, earlier_at=earlier_at)
            self.progress(seal.count)

    def _judge(self, pair: Pair) -> Seal | None:
        """Look at a seal itself, and choose whose leaves the records are compared with: ours or the copy's."""
        seal, is_sure = pair.copy, pair.copy is not None
        if pair.ours is None:
            self.found.add(Fault(FaultKind.SEAL_REMOVED, pair.number, at=pair.copy.sealed_at if pair.copy else None))
        else:
            self.found.seals += 1
            self._check_copy(pair.ours, pair.copy)
            is_right = self._check_ours(pair.ours, pair.copy)
            if is_right or pair.copy is None:
                seal, is_sure = pair.ours, is_right
        if seal is None:
            self.chain.hash = None
            return None
        self.found.first, self.found.last = self.found.first or pair.number, pair.number
        self.chain.move(seal, is_sure=is_sure)
        return seal

    def _check_ours(self, ours: Seal, copy: Seal | None) -> bool:
        kinds = []
        if not keys.is_signed(ours, self.trusted):
            kinds.append(FaultKind.SEAL_FORGED)
        elif copy is not None and hash_of(copy) != hash_of(ours):
            kinds.append(FaultKind.SEAL_DIFFERS)
        elif self.chain.hash is not None and bytes(ours.previous) != self.chain.hash:
            kinds.append(FaultKind.SEAL_REORDERED)
        if not are_leaves_whole(ours):
            kinds.append(FaultKind.SEAL_LEAVES_CHANGED)
        for kind in kinds:
            self.found.add(Fault(kind, ours.number, at=ours.sealed_at))
        return not kinds

    def _check_copy(self, ours: Seal, copy: Seal | None) -> None:
        """A copy may begin later than the chain, and lag behind a little; it may not have holes."""
        if self.outside is None or self.outside.begin is None or copy is not None:
            return
        is_forged = Fault(FaultKind.COPY_FORGED, ours.number) in self.found.named
        if ours.number >= self.outside.begin and ours.sealed_at < self.at - LATE and not is_forged:
            self.found.add(Fault(FaultKind.COPY_MISSING, ours.number, at=ours.sealed_at))


def _end_of_stretch(sizes: Iterable[tuple[int, int, int]]) -> int | None:
    """The last number of a stretch of seals in one form that is not too large; None when there are none."""
    end, records_so_far, form = None, 0, None
    for number, count, its_form in sizes:
        records_so_far += count
        if end is not None and (records_so_far > STRETCH_RECORDS or its_form != form):
            break
        end, form = number, its_form
    return end
