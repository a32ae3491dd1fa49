"""What Prometheus is told of the sources: which build this is, how old our copies are."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from data_loaders.clock import utc_now
from data_loaders.monitor import project_version
from data_loaders.refresh.background import refresher_errors
from data_loaders.reports.reading import last_reports
from data_loaders.status import followed_sources


class SourceMetrics(Collector):
    """Reads the state of every followed source when it is asked."""

    def collect(self) -> Iterator[Metric]:
        """Return the build, how refreshing goes, and of each source and the reports their age."""
        build = GaugeMetricFamily("monitor_build_info", "This build.", labels=("version",))
        build.add_metric((project_version(),), 1)
        yield build
        yield CounterMetricFamily(
            "monitor_refresher_errors", "Rounds that did not go well.", refresher_errors()
        )
        age = GaugeMetricFamily(
            "monitor_source_age_seconds", "Since the last success.", labels=("source",)
        )
        faults = GaugeMetricFamily(
            "monitor_source_failures", "Faults in a row.", labels=("source",)
        )
        last = GaugeMetricFamily(
            "monitor_last_refresh_timestamp_seconds", "The newest attempt for any source."
        )
        now, attempts = utc_now(), []
        for name, state in followed_sources().items():
            faults.add_metric((name,), state.failures)
            if state.last_success:
                age.add_metric((name,), (now - state.last_success).total_seconds())
            if state.last_attempt:
                attempts.append(state.last_attempt.timestamp())
        if attempts:
            last.add_metric((), max(attempts))
        yield from (age, faults, last)
        if read := last_reports().as_of:
            since = max((now - read).total_seconds(), 0.0)  # it may be read just now
            yield GaugeMetricFamily(
                "monitor_reports_age_seconds", "Since what people report was read.", since
            )
