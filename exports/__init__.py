"""From raw records to protected releases. Pure: values in, bytes out; raw goes in, only protected tables come out."""
