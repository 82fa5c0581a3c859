"""预审: what is wrong with an application before it is submitted. It finds faults and promises nothing."""
