"""What the demo's doors ask."""

from fangxian.overview.drills.demo.cast import DemoAccount, demo_accounts

__all__ = ["DemoAccount", "demo_accounts"]
