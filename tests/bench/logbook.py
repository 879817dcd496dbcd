"""How many access records, and lines made from them, per second reach a logbook that acknowledges at once."""

from __future__ import annotations

import json

from tests.bench.access_log import LoggedTown, Report


def logbook(town: LoggedTown, report: Report) -> None:
    """Send all records of a town over HTTP to a logbook that only counts bytes."""
    figures = json.loads(town.manage("shell", "--no-imports", "--verbosity", "0", "-c", SEND))
    if figures["error"] or figures["lines"] <= figures["records"] or figures["left"]:
        raise SystemExit(f"the logbook did not get everything: {figures}")
    report("ldv.rate", figures["records"] / figures["seconds"], "records/s", figures["records"])
    report("ldv.lines", figures["lines"] / figures["seconds"], "lines/s", figures["lines"])


SEND = """
import json, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from django.conf import settings
from privacy.logbook import Collector, send_all
settings.PSEUDONYM_KEY = 'only for measuring, of no use elsewhere'
class Counting(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(200)
        self.send_header('Content-Length', '0')
        self.end_headers()
    def log_message(self, *args):
        pass
server = ThreadingHTTPServer(('127.0.0.1', 0), Counting)
threading.Thread(target=server.serve_forever, daemon=True).start()
collector = Collector(f'http://127.0.0.1:{server.server_address[1]}/v1/traces')
from privacy.models import LogbookPosition
started = time.perf_counter()
sent = send_all(LogbookPosition.Place.COLLECTOR, collector)
seconds = time.perf_counter() - started
left = send_all(LogbookPosition.Place.COLLECTOR, collector).records
server.shutdown()
print(json.dumps({'records': sent.records, 'lines': sent.lines, 'error': sent.error, 'seconds': seconds, 'left': left}))
"""
