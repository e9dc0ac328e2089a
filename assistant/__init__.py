"""城鉴: reads a draft city plan and shows where its attention to digital governance goes."""

__version__ = "0.1.0"
