"""Times plain reachability in igraph: what does a seed reach, along the edges of a file?

    python3 reach_igraph.py EDGES NODES SEED RUNS

EDGES holds pairs of 32-bit integers (from, to) in the machine's byte order. Writes one JSON object: the version, the
milliseconds it took to build the graph, how many nodes are reached (the seed included), and of each run the
milliseconds on the wall and of the processor.
"""

import array
import json
import sys
import time

import igraph


def main() -> None:
    file, nodes, seed, runs = sys.argv[1], *map(int, sys.argv[2:])
    numbers = array.array("i")
    with open(file, "rb") as edges:
        numbers.frombytes(edges.read())
    begin = time.perf_counter()
    graph = igraph.Graph(n=nodes, edges=list(zip(numbers[0::2], numbers[1::2])), directed=True)
    built = time.perf_counter() - begin
    reached, times = graph.subcomponent(seed, mode="out"), []
    for _ in range(runs):
        begin, used = time.perf_counter(), time.process_time()
        reached = graph.subcomponent(seed, mode="out")
        times.append([(time.perf_counter() - begin) * 1000, (time.process_time() - used) * 1000])
    print(json.dumps({
        "version": igraph.__version__, "built": built * 1000, "reached": len(reached), "runs": times}))


main()
