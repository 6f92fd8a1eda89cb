"""Finds what no serial order explains in a history of transactions that read lists and append to them.

The idea of Elle ("Inferring Isolation Anomalies from Experimental Observations", Kingsbury and Alvaro, VLDB 2020):
as each element is appended once, a list tells the order of its versions, and a read tells which version it saw. From
that follow the edges of Adya's graph: ww (who overwrote whose version), wr (who read whose), rw (who overwrote what
somebody had read). A cycle is an anomaly, named by its edges.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

Element = str
"""`<transaction>.<which of its appends to this list>`."""


class Tx(Struct):
    """What one transaction saw before it wrote, and what it appended."""

    id: str
    reads: dict[str, list[Element]]
    appends: dict[str, list[Element]]


Graph = dict[str, set[str]]


class History:
    """Committed transactions, and each list as it ended."""

    def __init__(self, committed: Iterable[Tx], final: dict[str, list[Element]]) -> None:
        self.txs = {tx.id: tx for tx in committed}
        self.final = final
        self.ww: Graph = defaultdict(set)
        self.wr: Graph = defaultdict(set)
        self.rw: Graph = defaultdict(set)

    def anomalies(self) -> dict[str, list[str]]:
        """Everything that is wrong, by name; empty for a history that some serial order explains."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, what in (*self._elements(), *self._reads()):
            found[name].append(what)
        self._infer()
        for name, cycle in self._cycles():
            found[name].append(" ".join(sorted(cycle)[:12]))
        return dict(found)

    def _elements(self) -> Iterator[tuple[str, str]]:
        """Each element that was appended and committed is there, once."""
        appended = Counter((k, e) for tx in self.txs.values() for k, elements in tx.appends.items() for e in elements)
        there = Counter((k, e) for k, elements in self.final.items() for e in elements)
        for element in appended:
            if there[element] == 0:
                yield "lost update", " ".join(element)
        for element, times in there.items():
            if times > 1:
                yield "duplicate", " ".join(element)
            if element not in appended:
                yield "G1a", f"{element} is there and was never committed"

    def _reads(self) -> Iterator[tuple[str, str]]:
        """What was read is a version that was ever there."""
        known = {e for tx in self.txs.values() for elements in tx.appends.values() for e in elements}
        for tx in self.txs.values():
            for key, seen in tx.reads.items():
                if any(e not in known for e in seen):
                    yield "G1a", f"{tx.id} read what was never committed in {key}"
                if seen != self.final.get(key, [])[: len(seen)]:
                    yield "incompatible order", f"{tx.id} read {key} as it never was"
                elif seen and seen[-1] != self.txs[_tx(seen[-1])].appends[key][-1]:
                    yield "G1b", f"{tx.id} read {key} between two appends of {_tx(seen[-1])}"

    def _infer(self) -> None:
        for elements in self.final.values():
            for before, after in pairwise(elements):
                _edge(self.ww, _tx(before), _tx(after))
        for tx in self.txs.values():
            for key, seen in tx.reads.items():
                elements = self.final.get(key, [])
                if seen:
                    _edge(self.wr, _tx(seen[-1]), tx.id)
                if len(seen) < len(elements):
                    _edge(self.rw, tx.id, _tx(elements[len(seen)]))

    def _cycles(self) -> Iterator[tuple[str, set[str]]]:
        known = _union(self.ww, self.wr)
        yield from (("G0", one) for one in components(self.ww))
        yield from (("G1c", one) for one in components(known) if not _within(one, components(self.ww)))
        for one in components(_union(known, self.rw)):
            if _within(one, components(known)):
                continue
            single = any(_reaches(known, to, from_, one) for from_ in one for to in self.rw.get(from_, ()) if to in one)
            yield ("G-single" if single else "G2"), one


def _tx(element: Element) -> str:
    return element.rpartition(".")[0]


def _edge(graph: Graph, from_: str, to: str) -> None:
    if from_ != to:
        graph[from_].add(to)


def _union(*graphs: Graph) -> Graph:
    joined: Graph = defaultdict(set)
    for graph in graphs:
        for node, others in graph.items():
            joined[node] |= others
    return joined


def _within(some: set[str], sets: Iterable[set[str]]) -> bool:
    return any(some <= one for one in sets)


def _reaches(graph: Graph, start: str, goal: str, inside: set[str]) -> bool:
    todo, seen = [start], {start}
    while todo:
        node = todo.pop()
        if node == goal:
            return True
        for other in graph.get(node, ()):
            if other in inside and other not in seen:
                seen.add(other)
                todo.append(other)
    return False


def components(graph: Graph) -> list[set[str]]:  # noqa: C901  (one algorithm)
    """The strongly connected components with more than one node (Tarjan 1972), without recursion."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for root in list(graph):
        if root in number:
            continue
        work: list[tuple[str, Iterator[str]]] = [(root, iter(graph[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, others = work[-1]
            for other in others:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(graph.get(other, ()))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    one: set[str] = set()
                    while not one or node not in one:
                        one.add(stack.pop())
                    on_stack -= one
                    if len(one) > 1:
                        found.append(one)
    return found
