"""Times plain reachability in a graph library: what does a node reach, along the edges of a file?

    python3 reach.py ENGINE EDGES NODES SOURCE RUNS

ENGINE is igraph, graph-tool or networkx. EDGES holds pairs of 32-bit integers (from, to) in the machine's byte order.
Writes one JSON object: the version, the milliseconds it took to build the graph, how many nodes are reached (the
source included), and of each run the milliseconds on the wall and of the processor. With nothing but ENGINE it only
tells the version, or fails when this Python lacks the engine.
"""

import array
import json
import sys
import time


class Igraph:
    def __init__(self):
        import igraph
        self.library, self.version = igraph, igraph.__version__

    def build(self, numbers, nodes):
        self.graph = self.library.Graph(n=nodes, edges=list(zip(numbers[0::2], numbers[1::2])), directed=True)

    def reach(self, source):
        return self.graph.subcomponent(source, mode="out")

    def count(self, reached):
        return len(reached)


class GraphTool:
    def __init__(self):
        import graph_tool.topology
        self.library, self.version = graph_tool, graph_tool.__version__.split()[0]

    def build(self, numbers, nodes):
        import numpy
        self.graph = self.library.Graph()
        self.graph.add_vertex(nodes)
        self.graph.add_edge_list(numpy.array(numbers, dtype="int32").reshape(-1, 2))

    def reach(self, source):
        return self.library.topology.label_out_component(self.graph, self.graph.vertex(source))

    def count(self, reached):
        return int(reached.a.sum())


class Networkx:
    def __init__(self):
        import networkx
        self.library, self.version = networkx, networkx.__version__

    def build(self, numbers, nodes):
        self.graph = self.library.DiGraph()
        self.graph.add_nodes_from(range(nodes))
        self.graph.add_edges_from(zip(numbers[0::2], numbers[1::2]))

    def reach(self, source):
        return self.library.descendants(self.graph, source)

    def count(self, reached):
        return len(reached) + 1


def main() -> None:
    engine = {"igraph": Igraph, "graph-tool": GraphTool, "networkx": Networkx}[sys.argv[1]]()
    if len(sys.argv) == 2:
        print(engine.version)
        return
    file, nodes, source, runs = sys.argv[2], *map(int, sys.argv[3:])
    numbers = array.array("i")
    with open(file, "rb") as edges:
        numbers.frombytes(edges.read())
    begin = time.perf_counter()
    engine.build(numbers, nodes)
    built = time.perf_counter() - begin
    reached, times = engine.reach(source), []
    for _ in range(runs):
        reached = None
        begin, used = time.perf_counter(), time.process_time()
        reached = engine.reach(source)
        times.append([(time.perf_counter() - begin) * 1000, (time.process_time() - used) * 1000])
    print(json.dumps({
        "version": engine.version, "built": built * 1000, "reached": engine.count(reached), "runs": times}))


main()
