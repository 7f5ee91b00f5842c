"""`voix demo`: a campaign whose parents are made up but whose road is real."""

from voix.demo.show import run

__all__ = ["run"]
